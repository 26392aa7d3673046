using FailureFunctions.Classification;
using static FailureFunctions.Classification.Advice;

namespace FailureFunctions.Tests.Classification;

/// <summary>The severity and the advice of every reason, by the names that people filter by.</summary>
internal sealed class TaxonomyTests
{
    [TestCase(Reason.MailboxUnknown, "mailbox-unknown", "permanent", "suppress-now")]
    [TestCase(Reason.DomainUnknown, "domain-unknown", "permanent", "suppress-if-repeated")]
    [TestCase(Reason.MailboxDisabled, "mailbox-disabled", "permanent", "suppress-now")]
    [TestCase(Reason.MailboxFull, "mailbox-full", "persistent", "suppress-if-repeated")]
    [TestCase(Reason.RecipientRefused, "recipient-refused", "persistent", "suppress-if-repeated")]
    [TestCase(Reason.RoutingError, "routing-error", "persistent", "suppress-if-repeated")]
    [TestCase(Reason.Expired, "expired", "persistent", "suppress-if-repeated")]
    [TestCase(Reason.ConnectionFailed, "connection-failed", "transient", "never")]
    [TestCase(Reason.ServerError, "server-error", "transient", "never")]
    [TestCase(Reason.RateLimited, "rate-limited", "transient", "never")]
    [TestCase(Reason.MessageTooLarge, "message-too-large", "message", "never")]
    [TestCase(Reason.ContentRejected, "content-rejected", "message", "never")]
    [TestCase(Reason.SpamContent, "spam-content", "block", "never")]
    [TestCase(Reason.ReputationBlock, "reputation-block", "block", "never")]
    [TestCase(Reason.PolicyBlock, "policy-block", "block", "never")]
    [TestCase(Reason.AuthFailed, "auth-failed", "sender", "never")]
    [TestCase(Reason.SenderRejected, "sender-rejected", "sender", "never")]
    [TestCase(Reason.ProtocolError, "protocol-error", "sender", "never")]
    [TestCase(Reason.AlreadySuppressed, "already-suppressed", "local", "never")]
    [TestCase(Reason.Unknown, "unknown", "unknown", "suppress-if-repeated")]
    public void A_reason_has_the_severity_and_the_advice_of_the_taxonomy(Reason reason, string name, string severity, string advice)
    {
        foreach (var confidence in new[] { Confidence.High, Confidence.Medium })
        {
            var ours = ReasonTable.Classification(reason, "any", confidence);

            Assert.That(
                (ClassificationNames.Of(ours.Reason), ClassificationNames.Of(ours.Severity), ClassificationNames.Of(ours.Advice)),
                Is.EqualTo((name, severity, advice)), $"{confidence} confidence");
        }
    }

    [TestCase(Reason.MailboxUnknown, SuppressIfRepeated)]
    [TestCase(Reason.MailboxDisabled, SuppressIfRepeated)]
    [TestCase(Reason.DomainUnknown, SuppressIfRepeated)]
    [TestCase(Reason.MailboxFull, SuppressIfRepeated)]
    [TestCase(Reason.PolicyBlock, Never)]
    public void A_guess_softens_suppress_now_and_nothing_else(Reason reason, Advice advice)
    {
        Assert.That(ReasonTable.Classification(reason, "any", Confidence.Low).Advice, Is.EqualTo(advice));
    }

    [Test]
    public void A_cautious_verdict_is_a_guess_only_where_it_would_suppress_at_once()
    {
        Assert.Multiple(() =>
        {
            foreach (var reason in Enum.GetValues<Reason>())
            {
                var verdict = Verdict.Of(reason, "any", Confidence.High);
                var softened = reason is Reason.MailboxUnknown or Reason.MailboxDisabled;
                Assert.That(verdict.Firm.Confidence, Is.EqualTo(Confidence.High), $"{reason}");
                Assert.That(verdict.Cautious.Confidence, Is.EqualTo(softened ? Confidence.Low : Confidence.High), $"{reason}");
            }
        });
    }

    [Test]
    public void Only_the_senders_address_authentication_and_reputation_blame_the_sender()
    {
        var blaming = Enum.GetValues<Reason>().Where(reason => Verdict.Of(reason, "any", Confidence.High).BlamesSender);

        Assert.That(blaming, Is.EquivalentTo([Reason.SenderRejected, Reason.AuthFailed, Reason.ReputationBlock]));
    }
}
