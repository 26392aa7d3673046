namespace FailureFunctions.Classification;

/// <summary>Why a delivery failed. The names on the wire are kebab-case: <see cref="ClassificationNames"/>.</summary>
internal enum Reason
{
    Unknown,
    MailboxUnknown,

    /// <summary>The domain does not exist, or accepts no mail.</summary>
    DomainUnknown,

    /// <summary>Disabled, suspended or inactive.</summary>
    MailboxDisabled,
    MailboxFull,

    /// <summary>Refused without saying why, or for who sends.</summary>
    RecipientRefused,

    /// <summary>A loop, relaying refused, bad forwarding.</summary>
    RoutingError,
    Expired,
    ConnectionFailed,
    ServerError,

    /// <summary>Too much mail in too short a time, or greylisting.</summary>
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
