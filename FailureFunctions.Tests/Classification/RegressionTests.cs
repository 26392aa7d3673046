using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>The project's own cases, and families of misleading replies; each says why it is as it is.</summary>
internal sealed class RegressionTests
{
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> Cases() => ReplyCase.Of("cases.tsv");

    private static IEnumerable<TestCaseData> Traps() => ReplyCase.Of("traps.tsv");

    [TestCaseSource(nameof(Cases))]
    public void A_reply_means_what_it_says(object which) => AssertMeaning((ReplyCase)which);

    [TestCaseSource(nameof(Traps))]
    public void A_misleading_reply_is_decided_by_whom_it_is_about(object which) => AssertMeaning((ReplyCase)which);

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

    [TestCase("552", "5.2.2", "mailbox unavailable", Reason.MailboxFull)]
    [TestCase("550", "5.2.2", "Account unavailable", Reason.MailboxFull)]
    [TestCase("550", null, "Account unavailable", Reason.MailboxUnknown)]
    [TestCase("550", "5.1.1", "User unknown", Reason.PolicyBlock, "connect")]
    [TestCase("525", "4.7.13", "user account is disabled", Reason.AuthFailed)]
    [TestCase("452", null, null, Reason.RateLimited, "rcptto")]
    [TestCase("550", "5.7.504", "Recipient address rejected: Access denied", Reason.MailboxUnknown)]
    [TestCase("550", null, "Mailbox unavailable or access denied", Reason.MailboxUnknown)]
    public void Doubtful_words_or_codes_never_suppress_at_once(string code, string? extended, string? text, Reason reason, string? state = null)
    {
        var ours = Classifier.Classify(Replies.Reply(text, int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), extended, state));

        Assert.That((ours.Reason, ours.Advice is Advice.SuppressNow), Is.EqualTo((reason, false)), ours.Rule);
    }

    private static void AssertMeaning(ReplyCase row)
    {
        var ours = Classifier.Classify(row.Reply);

        Assert.That(row.Reasons, Does.Contain(ours.Reason), $"{row.Reply.Description} ({row.Why}), decided by {ours.Rule}");
        if (row.Advice.Length > 0)
            Assert.That(ours.Advice is Advice.SuppressNow ? "now" : "not-now", Is.EqualTo(row.Advice), $"{row.Reply.Description} ({row.Why}), decided by {ours.Rule}");
    }
}
