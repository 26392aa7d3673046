namespace FailureFunctions.Classification;

/// <summary>Why a delivery failed. The names on the wire are kebab-case: <see cref="ClassificationNames"/>.</summary>
internal enum Reason
{
    Unknown,
    MailboxUnknown,
    DomainUnknown,
    MailboxDisabled,
    MailboxFull,

    /// <summary>Refused without saying why, or for who sends.</summary>
    RecipientRefused,
    RoutingError,
    Expired,
    ConnectionFailed,
    ServerError,
    RateLimited,
    MessageTooLarge,
    ContentRejected,
    SpamContent,
    ReputationBlock,
    PolicyBlock,

    /// <summary>SPF, DKIM, DMARC, ARC, reverse DNS, or a login.</summary>
    AuthFailed,
    SenderRejected,
    ProtocolError,

    /// <summary>The sender's own suppression list; no new evidence.</summary>
    AlreadySuppressed,
}
