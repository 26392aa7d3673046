using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>The project's own cases; each says why it is as it is.</summary>
internal sealed class RegressionTests
{
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> Cases() => RecipientSideCases.Rows
        .Concat(SenderSideCases.Rows).Concat(FinerRecipientSideCases.Rows).Concat(FinerSenderSideCases.Rows)
        .Concat(ProviderCodeCases.Rows).Concat(SystemSideCases.Rows)
        .Concat(EasternCases.Rows).Concat(WesternCases.Rows)
        .Select((row, index) => new TestCaseData(row).SetArgDisplayNames($"{index:000} {row.Reason}: {row.Why}"));

    [TestCaseSource(nameof(Cases))]
    public void A_reply_means_what_it_says(object which)
    {
        var row = (RegressionCase)which;

        var ours = Classifier.Classify(Replies.Reply(row.Text, row.Code, row.Extended, row.State));

        Assert.That(ours.Reason, Is.EqualTo(row.Reason), $"{row.Why} (decided by {ours.Rule})");
    }

    [Test]
    public void A_code_without_text_takes_repetition()
    {
        var ours = Classifier.Classify(Replies.Reply(null, 550, "5.1.1", "rcptto"));

        Assert.That((ours.Severity, ours.Advice), Is.EqualTo((Severity.Permanent, Advice.SuppressIfRepeated)));
    }

    [Test]
    public void A_dead_address_under_a_transient_code_takes_repetition()
    {
        var ours = Classifier.Classify(Replies.Reply("User unknown in local recipient table", 450, "4.1.1", "rcptto"));

        Assert.That((ours.Severity, ours.Advice), Is.EqualTo((Severity.Permanent, Advice.SuppressIfRepeated)));
    }

    [Test]
    public void A_dead_address_in_words_and_codes_is_suppressed_at_once()
    {
        var ours = Classifier.Classify(Replies.Reply("User unknown in local recipient table", 550, "5.1.1", "rcptto"));

        Assert.That((ours.Severity, ours.Advice, ours.Confidence), Is.EqualTo((Severity.Permanent, Advice.SuppressNow, Confidence.High)));
    }

    [Test]
    public void A_text_that_QQ_also_throttles_with_takes_repetition()
    {
        var ours = Classifier.Classify(Replies.Reply("Mailbox unavailable or access denied", 550));

        Assert.That((ours.Reason, ours.Advice), Is.EqualTo((Reason.MailboxUnknown, Advice.SuppressIfRepeated)));
    }
}
