using FailureFunctions.Classification;
using FailureFunctions.Smtp;
using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression;

internal sealed class EvidenceTests
{
    [TestCase("rcptto", "550", "5.1.1", "The email account that you tried to reach does not exist", EvidenceWeight.Dead)]
    [TestCase("rcptto", "550", "5.2.1", "The email account that you tried to reach is disabled", EvidenceWeight.Disabled)]
    [TestCase("rcptto", "452", "4.2.2", "The email account that you tried to reach is over quota", EvidenceWeight.Strike)]
    [TestCase("rcptto", "550", null, null, EvidenceWeight.Strike)]
    [TestCase("bounce", null, null, "Pardon?", EvidenceWeight.None)]
    [TestCase("data", "554", "5.7.1", "Message rejected as spam", EvidenceWeight.None)]
    [TestCase("suppression", null, null, null, EvidenceWeight.None)]
    public void A_reply_weighs_what_its_classification_says(string state, string? code, string? extended, string? text, object weight) =>
        Assert.That(Evidence.Of(ReplyEvidence.FailureWith(ReplyOf(state, code, extended, text))).Weight, Is.EqualTo(weight));

    [TestCase("rcptto", "550", null, true)]
    [TestCase("rcpt to", "550", null, true)]
    [TestCase("rcptto", null, "5.0.0", true)]
    [TestCase("rcptto", "450", null, false)]
    [TestCase("rcptto", "450", "5.0.0", false)]
    [TestCase("rcptto", null, null, false)]
    [TestCase("data", "550", null, false)]
    [TestCase("bounce", "550", null, false)]
    [TestCase(null, "550", null, false)]
    public void An_unknown_reason_counts_only_if_a_5xx_answered_RCPT_TO(string? state, string? code, string? extended, bool counts)
    {
        var unknown = ReasonTable.Classification(Reason.Unknown, "undecided", Confidence.Low);

        var evidence = Evidence.Of(ReplyEvidence.FailureWith(ReplyOf(state, code, extended, "Pardon?")) with { Classification = unknown });

        Assert.That(evidence.Weight, Is.EqualTo(counts ? EvidenceWeight.Strike : EvidenceWeight.None));
    }

    [Test]
    public void A_row_counts_as_it_is_classified_now()
    {
        var kept = Known.Failure(Known.Start, Reason.MailboxUnknown);
        var row = kept with { Reason = Reason.PolicyBlock, Advice = Advice.Never };

        Assert.That(Evidence.Union([row], [kept]), Is.EqualTo([row]));
    }

    // Retention had removed the row, and the notification does not say when it happened.
    [Test]
    public void A_repeat_that_is_recorded_again_later_counts_once_and_from_the_first_time()
    {
        var kept = Known.Failure(Known.Start, Reason.MailboxUnknown);
        var row = kept with { OccurredAt = Known.Day(8) };

        Assert.That(Evidence.Union([row], [kept]), Is.EqualTo([kept]));
        Assert.That(new SuppressionPolicy(new SuppressionOptions()).Decide([row, kept], [], Known.Day(8)).Status, Is.EqualTo(SuppressionStatus.Watched));
    }

    private static DeliveryReply ReplyOf(string? state, string? code, string? extended, string? text) => new()
    {
        State = state,
        Code = ReplyCode.TryParse(code, out var parsed) ? parsed : null,
        Extended = EnhancedStatusCode.TryParse(extended, out var enhanced) ? enhanced : null,
        Description = text,
    };
}
