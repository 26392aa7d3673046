using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>What is decided from state and codes, where there is no text.</summary>
public sealed class FirstDecisionTests
{
    private readonly ReplyClassifier _classifier = new();

    [TestCase("suppression", null, null, Reason.AlreadySuppressed, TestName = "{m}: the sender's own list is no fresh evidence")]
    [TestCase("DNS", null, null, Reason.DomainUnknown, TestName = "{m}: no such domain, whatever the case of the state")]
    [TestCase("process", 451, "4.4.7", Reason.Expired, TestName = "{m}: given up after all retries")]
    [TestCase("rcptto", 550, "5.1.1", Reason.MailboxUnknown, TestName = "{m}: the register's code for no such mailbox")]
    [TestCase("bounce", null, "5.2.2", Reason.MailboxFull, TestName = "{m}: a code without a reply code is taken as it is")]
    [TestCase("rcptto", 550, "5.5.0", Reason.RecipientRefused, TestName = "{m}: 5.5.0 is merely 550 with points, so the state decides")]
    [TestCase("mailfrom", 550, null, Reason.SenderRejected, TestName = "{m}: 550 in answer to MAIL FROM is about the sender")]
    [TestCase("no such state", null, null, Reason.Unknown, TestName = "{m}: nothing is known")]
    public void State_and_codes_decide(string state, int? code, string? extended, Reason expected)
    {
        var reply = new DeliveryReply
        {
            State = state,
            Code = code is { } value && ReplyCode.TryCreate(value, out var replyCode) ? replyCode : null,
            Extended = extended is not null && EnhancedStatusCode.TryParse(extended, out var enhanced) ? enhanced : null,
        };

        Assert.That(_classifier.Classify(reply).Reason, Is.EqualTo(expected));
    }
}
