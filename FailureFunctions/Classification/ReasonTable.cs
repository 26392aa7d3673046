namespace FailureFunctions.Classification;

/// <summary>What follows from a reason. The only place that says so.</summary>
internal static class ReasonTable
{
    // The advice of a block, a throttle, and of a fault of the message, the sender or our own system is Never: they say
    // nothing against the address, whatever the code of the reply (the rule of least harm; a test holds the table to it).
    // A domain may only seem to be gone, while its name servers are out or its registration lapses for a day: it takes
    // repetition, though the severity is permanent.
    private static readonly Row[] Rows =
    [
        new(Reason.Unknown,           "unknown",             Severity.Unknown,    Advice.SuppressIfRepeated),
        new(Reason.MailboxUnknown,    "mailbox-unknown",     Severity.Permanent,  Advice.SuppressNow),
        new(Reason.DomainUnknown,     "domain-unknown",      Severity.Permanent,  Advice.SuppressIfRepeated),
        new(Reason.MailboxDisabled,   "mailbox-disabled",    Severity.Permanent,  Advice.SuppressNow),
        new(Reason.MailboxFull,       "mailbox-full",        Severity.Persistent, Advice.SuppressIfRepeated),
        new(Reason.RecipientRefused,  "recipient-refused",   Severity.Persistent, Advice.SuppressIfRepeated),
        new(Reason.RoutingError,      "routing-error",       Severity.Persistent, Advice.SuppressIfRepeated),
        new(Reason.Expired,           "expired",             Severity.Persistent, Advice.SuppressIfRepeated),
        new(Reason.ConnectionFailed,  "connection-failed",   Severity.Transient,  Advice.Never),
        new(Reason.ServerError,       "server-error",        Severity.Transient,  Advice.Never),
        new(Reason.RateLimited,       "rate-limited",        Severity.Transient,  Advice.Never),
        new(Reason.MessageTooLarge,   "message-too-large",   Severity.Message,    Advice.Never),
        new(Reason.ContentRejected,   "content-rejected",    Severity.Message,    Advice.Never),
        new(Reason.SpamContent,       "spam-content",        Severity.Block,      Advice.Never),
        new(Reason.ReputationBlock,   "reputation-block",    Severity.Block,      Advice.Never),
        new(Reason.PolicyBlock,       "policy-block",        Severity.Block,      Advice.Never),
        new(Reason.AuthFailed,        "auth-failed",         Severity.Sender,     Advice.Never),
        new(Reason.SenderRejected,    "sender-rejected",     Severity.Sender,     Advice.Never),
        new(Reason.ProtocolError,     "protocol-error",      Severity.Sender,     Advice.Never),
        new(Reason.AlreadySuppressed, "already-suppressed",  Severity.Local,      Advice.Never),
    ];

    public static IEnumerable<Reason> Reasons => Rows.Select(row => row.Reason);

    public static string[] Names => Array.ConvertAll(Rows, row => row.Name);

    public static Severity SeverityOf(Reason reason) => Rows[(int)reason].Severity;

    /// <summary>A guess (<see cref="Confidence.Low"/>) never leads to <see cref="Advice.SuppressNow"/>: it takes repetition.</summary>
    public static ReplyClassification Classification(Reason reason, string rule, Confidence confidence)
    {
        var row = Rows[(int)reason];
        var advice = confidence is Confidence.Low && row.Advice is Advice.SuppressNow ? Advice.SuppressIfRepeated : row.Advice;
        return new ReplyClassification(reason, row.Severity, advice, rule, confidence);
    }

    private sealed record Row(Reason Reason, string Name, Severity Severity, Advice Advice);
}
