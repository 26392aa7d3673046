namespace FailureFunctions.Classification;

/// <summary>What follows from a reason. The only place that says so.</summary>
internal static class ReasonTable
{
    // The advice of a block, a throttle, and of a fault of the message, the sender or our own system is Never: they say
    // nothing against the address, whatever the code of the reply (the rule of least harm; a test holds the table to it).
    // A domain may only seem to be gone, while its name servers are out or its registration lapses for a day: it takes
    // repetition, though the severity is permanent.
    private static readonly (Reason Reason, Severity Severity, Advice Advice)[] Rows =
    [
        (Reason.Unknown,           Severity.Unknown,    Advice.SuppressIfRepeated),
        (Reason.MailboxUnknown,    Severity.Permanent,  Advice.SuppressNow),
        (Reason.DomainUnknown,     Severity.Permanent,  Advice.SuppressIfRepeated),
        (Reason.MailboxDisabled,   Severity.Permanent,  Advice.SuppressNow),
        (Reason.MailboxFull,       Severity.Persistent, Advice.SuppressIfRepeated),
        (Reason.RecipientRefused,  Severity.Persistent, Advice.SuppressIfRepeated),
        (Reason.RoutingError,      Severity.Persistent, Advice.SuppressIfRepeated),
        (Reason.Expired,           Severity.Persistent, Advice.SuppressIfRepeated),
        (Reason.ConnectionFailed,  Severity.Transient,  Advice.Never),
        (Reason.ServerError,       Severity.Transient,  Advice.Never),
        (Reason.RateLimited,       Severity.Transient,  Advice.Never),
        (Reason.MessageTooLarge,   Severity.Message,    Advice.Never),
        (Reason.ContentRejected,   Severity.Message,    Advice.Never),
        (Reason.SpamContent,       Severity.Block,      Advice.Never),
        (Reason.ReputationBlock,   Severity.Block,      Advice.Never),
        (Reason.PolicyBlock,       Severity.Block,      Advice.Never),
        (Reason.AuthFailed,        Severity.Sender,     Advice.Never),
        (Reason.SenderRejected,    Severity.Sender,     Advice.Never),
        (Reason.ProtocolError,     Severity.Sender,     Advice.Never),
        (Reason.AlreadySuppressed, Severity.Local,      Advice.Never),
    ];

    public static IEnumerable<Reason> Reasons => Rows.Select(row => row.Reason);

    public static (Severity Severity, Advice Advice) Of(Reason reason) => (Rows[(int)reason].Severity, Rows[(int)reason].Advice);

    /// <summary>A guess (<see cref="Confidence.Low"/>) never leads to <see cref="Advice.SuppressNow"/>: it takes repetition.</summary>
    public static ReplyClassification Classification(Reason reason, string rule, Confidence confidence)
    {
        var (_, severity, advice) = Rows[(int)reason];
        if (confidence is Confidence.Low && advice is Advice.SuppressNow)
            advice = Advice.SuppressIfRepeated;
        return new ReplyClassification(reason, severity, advice, rule, confidence);
    }
}
