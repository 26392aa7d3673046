using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// Enhanced codes that the sender's server made of the digits of the reply code. They say nothing: the reply code decides.
/// </summary>
internal sealed class DerivedCodeTests
{
    private static readonly ReplyClassifier Classifier = new();

    // MailerQ 5.13, "SMTP reply codes": the reply code, the code that MailerQ gives it, and what the reply code means.
    [TestCase(421, "4.2.1", Reason.ServerError)]
    [TestCase(450, "4.5.0", Reason.RateLimited)]
    [TestCase(451, "4.5.1", Reason.ServerError)]
    [TestCase(452, "4.5.2", Reason.ServerError)]
    [TestCase(500, "5.0.0", Reason.ProtocolError)]
    [TestCase(501, "5.0.1", Reason.ProtocolError)]
    [TestCase(502, "5.0.2", Reason.ProtocolError)]
    [TestCase(503, "5.0.3", Reason.ProtocolError)]
    [TestCase(504, "5.0.4", Reason.ProtocolError)]
    [TestCase(521, "5.2.1", Reason.DomainUnknown)]
    [TestCase(530, "5.3.0", Reason.PolicyBlock)]
    [TestCase(550, "5.5.0", Reason.Unknown)]
    [TestCase(551, "5.5.1", Reason.RecipientRefused)]
    [TestCase(552, "5.5.2", Reason.MailboxFull)]
    [TestCase(553, "5.5.3", Reason.RecipientRefused)]
    [TestCase(554, "5.5.4", Reason.Unknown)]
    public void A_derived_code_is_not_trusted(int code, string extended, Reason reason)
    {
        var reply = Replies.Reply(null, code, extended);

        Assert.Multiple(() =>
        {
            Assert.That(DerivedCodes.IsDerived(reply.Extended!.Value, reply.Code), Is.True);
            Assert.That(Classifier.Classify(reply).Reason, Is.EqualTo(reason));
        });
    }

    // The same digits as in the table above, without the reply code that they would be derived from.
    [TestCase(null, "5.5.2", Reason.ProtocolError)]
    [TestCase(null, "4.2.1", Reason.RecipientRefused)]
    [TestCase(null, "5.2.1", Reason.MailboxDisabled)]
    // One digit differs: the class, the subject, the detail.
    [TestCase(521, "4.2.1", Reason.RecipientRefused)]
    [TestCase(421, "5.2.1", Reason.MailboxDisabled)]
    [TestCase(552, "5.2.2", Reason.MailboxFull)]
    [TestCase(552, "5.3.2", Reason.ServerError)]
    [TestCase(552, "5.5.1", Reason.ProtocolError)]
    [TestCase(550, "5.5.2", Reason.ProtocolError)]
    [TestCase(521, "5.2.2", Reason.MailboxFull)]
    public void A_code_that_is_not_derived_is_trusted(int? code, string extended, Reason reason)
    {
        Assert.That(Classifier.Classify(Replies.Reply(null, code, extended)).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void Exactly_the_digits_of_the_reply_code_are_derived()
    {
        var enhanced = from subject in Enumerable.Range(0, 20) from detail in Enumerable.Range(0, 20) select (subject, detail);

        var wrong = from code in Enumerable.Range(400, 200)
                    from digits in enhanced
                    from @class in new[] { 4, 5 }
                    let extended = $"{@class}.{digits.subject}.{digits.detail}"
                    let reply = Replies.Reply(null, code, extended)
                    let expected = extended == $"{code / 100}.{code / 10 % 10}.{code % 10}"
                    where DerivedCodes.IsDerived(reply.Extended!.Value, reply.Code) != expected
                    select $"{code} {extended}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Without_a_reply_code_nothing_is_derived()
    {
        Assert.That(EnhancedStatusCode.TryParse("5.5.0", out var code), Is.True);
        Assert.That(DerivedCodes.IsDerived(code, null), Is.False);
    }

    [Test]
    public void A_code_derived_from_the_reply_code_in_the_text_is_not_trusted()
    {
        Assert.That(Classifier.Classify(Replies.Reply("552 #42", extended: "5.5.2")).Rule, Is.EqualTo("reply-552"));
    }

    [TestCase("552 5.2.3 #42", 552, "5.5.2", "enhanced-2-3")]
    [TestCase("421 4.7.26 #42", 421, "4.2.1", "enhanced-7-26")]
    [TestCase("550 5.1.1 #42", 550, "5.5.0", "enhanced-1-1")]
    [TestCase("521 5.1.8 #42", 521, "5.2.1", "enhanced-1-8")]
    public void The_code_in_the_text_takes_the_place_of_a_derived_one(string text, int code, string extended, string rule)
    {
        Assert.That(Classifier.Classify(Replies.Reply(text, code, extended)).Rule, Is.EqualTo(rule));
    }

    [TestCase("Mailbox full", 552, "5.5.2", Reason.MailboxFull)]
    [TestCase("Domain does not exist", 554, "5.5.4", Reason.DomainUnknown)]
    [TestCase("User unknown", 551, "5.5.1", Reason.MailboxUnknown)]
    [TestCase("Mailbox unavailable", 550, "5.5.0", Reason.MailboxUnknown)]
    public void A_derived_code_does_not_outweigh_the_text(string text, int code, string extended, Reason reason)
    {
        Assert.That(Classifier.Classify(Replies.Reply(text, code, extended)).Reason, Is.EqualTo(reason));
    }
}
