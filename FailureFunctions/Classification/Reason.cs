namespace FailureFunctions.Classification;

/// <summary>Why a delivery failed. The names on the wire are kebab-case (<c>mailbox-unknown</c>): see <c>ClassificationNames</c>.</summary>
internal enum Reason
{
    /// <summary>Nothing is known that decides.</summary>
    Unknown,

    /// <summary>The mailbox does not exist.</summary>
    MailboxUnknown,

    /// <summary>The domain does not exist, or accepts no mail.</summary>
    DomainUnknown,

    /// <summary>The mailbox exists, but is disabled, suspended or inactive.</summary>
    MailboxDisabled,

    /// <summary>The mailbox is full or over its quota.</summary>
    MailboxFull,

    /// <summary>The recipient was refused without saying why.</summary>
    RecipientRefused,

    /// <summary>The receiving side could not route the message: loop, relay refused, bad forwarding.</summary>
    RoutingError,

    /// <summary>The message was not delivered in time and was given up.</summary>
    Expired,

    /// <summary>No connection could be made, or it broke.</summary>
    ConnectionFailed,

    /// <summary>The receiving system, or our own, had a fault.</summary>
    ServerError,

    /// <summary>Too much mail in too short a time, or greylisting.</summary>
    RateLimited,

    /// <summary>The message is larger than the receiver takes.</summary>
    MessageTooLarge,

    /// <summary>The content was refused: an attachment, a header, a format, malware.</summary>
    ContentRejected,

    /// <summary>The content was taken for spam.</summary>
    SpamContent,

    /// <summary>The sending address, host or domain has a bad reputation or is on a block list.</summary>
    ReputationBlock,

    /// <summary>A policy of the receiver refuses this sender.</summary>
    PolicyBlock,

    /// <summary>SPF, DKIM, DMARC, ARC or reverse DNS of the sender failed.</summary>
    AuthFailed,

    /// <summary>The envelope sender was refused.</summary>
    SenderRejected,

    /// <summary>A command or its syntax was refused, or TLS could not be agreed.</summary>
    ProtocolError,

    /// <summary>The sender's own suppression list stopped it; no fresh evidence.</summary>
    AlreadySuppressed,
}
