using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// Which of two things that a notification says decides when they differ. "#42" is a text that no rule understands.
/// </summary>
internal sealed class PrecedenceTests
{
    private static readonly ReplyClassifier Classifier = new();

    [TestCase("552 #42", 450, "reply-450")]
    [TestCase("450 #42", 552, "reply-552")]
    [TestCase("571 #42", 521, "reply-521")]
    [TestCase("552 #42", null, "reply-552")]
    [TestCase("552 #42", 550, "undecided")]
    public void A_given_reply_code_comes_before_the_one_in_the_text(string text, int? code, string rule)
    {
        Assert.That(Classify(text, code).Rule, Is.EqualTo(rule));
    }

    [TestCase("5.2.2 #42", "5.1.1", "enhanced-1-1")]
    [TestCase("5.1.1 #42", "5.2.2", "enhanced-2-2")]
    [TestCase("5.1.1 #42", "4.4.2", "enhanced-4-2")]
    [TestCase("5.2.2 #42", null, "enhanced-2-2")]
    [TestCase("5.2.2 #42", "2.0.0", "enhanced-2-2")]
    public void A_given_enhanced_code_comes_before_the_one_in_the_text(string text, string? extended, string rule)
    {
        Assert.That(Classify(text, null, extended).Rule, Is.EqualTo(rule));
    }

    // A code of class 4 says "come back later", so that one reply is not enough.
    [TestCase("450 User unknown", 550, "5.1.1", Advice.SuppressNow)]
    [TestCase("550 User unknown", 450, "5.1.1", Advice.SuppressIfRepeated)]
    [TestCase("User unknown", 550, "4.1.1", Advice.SuppressNow)]
    [TestCase("User unknown", 450, "5.1.1", Advice.SuppressIfRepeated)]
    [TestCase("User unknown", null, "4.1.1", Advice.SuppressIfRepeated)]
    [TestCase("User unknown", null, "5.1.1", Advice.SuppressNow)]
    [TestCase("450 User unknown", null, null, Advice.SuppressIfRepeated)]
    [TestCase("4.1.1 User unknown", null, null, Advice.SuppressIfRepeated)]
    [TestCase("User unknown", null, null, Advice.SuppressNow)]
    public void The_given_reply_code_says_whether_to_come_back_later(string text, int? code, string? extended, Advice advice)
    {
        var ours = Classify(text, code, extended);

        Assert.That((ours.Reason, ours.Advice), Is.EqualTo((Reason.MailboxUnknown, advice)));
    }

    [TestCase("User unknown", 550, "5.1.1", "dns", "state-dns")]
    [TestCase("User unknown", 550, "5.1.1", "suppression", "state-suppression")]
    [TestCase("#42", 552, "5.2.2", "bind", "state-bind")]
    public void A_local_state_comes_before_codes_and_words(string text, int code, string extended, string state, string rule)
    {
        Assert.That(Classify(text, code, extended, state).Rule, Is.EqualTo(rule));
    }

    [TestCase(550, "5.2.2", "rcptto", "enhanced-2-2")]
    [TestCase(552, "5.1.2", null, "enhanced-1-2")]
    [TestCase(552, "5.0.0", null, "reply-552")]
    [TestCase(552, "5.9.9", "idle", "reply-552")]
    [TestCase(571, null, "rcptto", "reply-571")]
    [TestCase(550, "5.0.0", "rcptto", "state-rcptto")]
    [TestCase(null, "5.1.10", null, "provider-1-10")]
    [TestCase(null, "4.1.10", null, "enhanced-1-10")]
    public void Without_words_the_more_exact_of_codes_and_state_decides(int? code, string? extended, string? state, string rule)
    {
        Assert.That(Classify(null, code, extended, state).Rule, Is.EqualTo(rule));
    }

    [TestCase("rcptto", "state-rcptto")]
    [TestCase(null, "said-after-data")]
    [TestCase("bounce", "said-after-data")]
    public void A_state_comes_before_what_the_text_says_of_the_stage(string? state, string rule)
    {
        Assert.That(Classify("#42 (in reply to end of DATA command)", 550, state: state).Rule, Is.EqualTo(rule));
    }

    // The register's meaning is the sender's null MX; some servers answer with the code for the recipient's.
    [TestCase("User unknown", "5.7.27", Reason.MailboxUnknown)]
    [TestCase("The recipient's domain accepts no mail (null MX)", "5.7.27", Reason.DomainUnknown)]
    [TestCase("The recipient's domain accepts no mail (null MX)", "4.7.27", Reason.DomainUnknown)]
    [TestCase("#42", "5.7.27", Reason.SenderRejected)]
    [TestCase("The recipient's domain accepts no mail (null MX)", "5.1.8", Reason.SenderRejected)]
    public void The_code_of_the_senders_null_MX_does_not_outweigh_words_about_the_recipient(string text, string extended, Reason reason)
    {
        Assert.That(Classify(text, 550, extended).Reason, Is.EqualTo(reason));
    }

    [TestCase("5.1.8", Reason.SenderRejected, TestName = "A code for the sender's domain outweighs words of a dead address")]
    [TestCase("5.7.23", Reason.AuthFailed, TestName = "A code for SPF outweighs words of a dead address")]
    [TestCase("5.7.606", Reason.ReputationBlock, TestName = "A provider's code for a banned address outweighs words of a dead address")]
    [TestCase("5.7.322", Reason.ConnectionFailed, TestName = "A provider's code for TLS outweighs words of a dead address")]
    [TestCase("4.3.2", Reason.ServerError, TestName = "A code for a system that fails for now outweighs words of a dead address")]
    [TestCase("4.4.1", Reason.ConnectionFailed, TestName = "A code for a network that fails for now outweighs words of a dead address")]
    [TestCase("4.4.7", Reason.MailboxUnknown, TestName = "A code for an expired message does not outweigh words of a dead address")]
    [TestCase("4.2.4", Reason.MailboxUnknown, TestName = "A code for a mailing list does not outweigh words of a dead address")]
    [TestCase("5.3.0", Reason.MailboxUnknown, TestName = "A code for a system that fails for good does not outweigh words of a dead address")]
    [TestCase("5.7.1", Reason.MailboxUnknown, TestName = "A code for a policy does not outweigh words of a dead address")]
    [TestCase("5.5.4", Reason.MailboxUnknown, TestName = "A code for the protocol does not outweigh words of a dead address")]
    [TestCase("5.1.2", Reason.MailboxUnknown, TestName = "A code for a dead domain does not outweigh words of a dead address")]
    [TestCase("5.4.310", Reason.MailboxUnknown, TestName = "A provider's code for a dead domain does not outweigh words of a dead address")]
    public void The_code_is_weighed_against_words_of_a_dead_address(string extended, Reason reason)
    {
        Assert.That(Classify("User unknown", extended[0] is '4' ? 451 : 550, extended).Reason, Is.EqualTo(reason));
    }

    [TestCase("Domain does not exist", "5.5.4", Reason.ProtocolError)]
    [TestCase("Domain does not exist", "5.7.1", Reason.DomainUnknown)]
    [TestCase("Recipient address rejected", "5.1.1", Reason.MailboxUnknown)]
    [TestCase("Recipient address rejected", "5.1.2", Reason.DomainUnknown)]
    [TestCase("Recipient address rejected", "5.2.1", Reason.RecipientRefused)]
    [TestCase("Access denied", "5.7.26", Reason.AuthFailed)]
    [TestCase("Access denied", "5.7.124", Reason.RecipientRefused)]
    [TestCase("Access denied", "5.1.1", Reason.PolicyBlock)]
    [TestCase("Service unavailable", "5.7.26", Reason.ServerError)]
    [TestCase("Service unavailable", "5.7.124", Reason.RecipientRefused)]
    [TestCase("Service unavailable", "5.1.351", Reason.ServerError)]
    [TestCase("Mailbox full", "5.7.124", Reason.MailboxFull)]
    public void The_code_is_weighed_against_words_of_several_uses(string text, string extended, Reason reason)
    {
        var ours = Classify(text, 550, extended);

        Assert.That(ours.Reason, Is.EqualTo(reason), ours.Rule);
    }

    [TestCase("5.1.0", "address-refused", Reason.MailboxUnknown)]
    [TestCase("4.1.0", "recipient-refused", Reason.RecipientRefused)]
    public void An_address_that_is_refused_is_a_guess_that_it_is_dead(string extended, string rule, Reason reason)
    {
        var ours = Classify("Recipient address rejected", null, extended);

        Assert.That((ours.Rule, ours.Reason, ours.Confidence, ours.Advice), Is.EqualTo((rule, reason, Confidence.Low, Advice.SuppressIfRepeated)));
    }

    [TestCase(534, Reason.ProtocolError)]
    [TestCase(535, Reason.AuthFailed)]
    [TestCase(538, Reason.ProtocolError)]
    [TestCase(530, Reason.MailboxUnknown)]
    public void A_user_that_is_unknown_at_a_login_is_the_senders(int code, Reason reason)
    {
        Assert.That(Classify("User unknown", code).Reason, Is.EqualTo(reason));
    }

    [TestCase("ehlo", "unknown-at-greeting", Reason.PolicyBlock)]
    [TestCase("authlogin", "unknown-at-login", Reason.AuthFailed)]
    [TestCase("mailfrom", "unknown-before-recipient", Reason.SenderRejected)]
    [TestCase("rcptto", "user-unknown", Reason.MailboxUnknown)]
    [TestCase("message", "user-unknown", Reason.MailboxUnknown)]
    public void What_is_unknown_before_RCPT_TO_is_not_the_recipient(string state, string rule, Reason reason)
    {
        var ours = Classify("User unknown", 550, state: state);

        Assert.That((ours.Rule, ours.Reason), Is.EqualTo((rule, reason)));
    }

    private static ReplyClassification Classify(string? text, int? code, string? extended = null, string? state = null) =>
        Classifier.Classify(Replies.Reply(text, code, extended, state));
}
