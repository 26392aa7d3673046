namespace FailureFunctions.Classification.Rules;

/// <summary>
/// Rules about the sender's own states, the only ones asked there. What its text says of a remote server (a reply to an
/// earlier attempt, say) does not count.
/// </summary>
internal static class LocalRules
{
    private const string MailerQ = "MailerQ 5.13: JSON results";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("dns-loop", Reason.RoutingError, ["loops back", "loop", "lowest numbered MX", "points to local host", "points back"],
            "lowest numbered MX record points to local host", "Exim, Postfix: the domain is there, and points to the sender's own server") { When = Circumstances.InDns },
        new("dns-no-answer", Reason.ConnectionFailed,
            [
                "timeout", "timed out", "time out", "servfail", "server fail*", "temporar*", "try again", "refused", "unreachable", "no answer",
                "lost", "not answer", "not respond*", "unexpected", "malformed", "lookup error", "tlsa", "errorretry", "etimeout", "retry",
            ],
            "DNS query timed out", MailerQ) { When = Circumstances.InDns },
        new("process-invalid-recipient", Reason.MailboxUnknown,
            [
                "invalid recipient*", "invalid address*", "invalid email*", "invalid … address", "no recipient", "missing recipient",
                "recipient missing", "recipient … invalid", "recipient is missing", "unparsable recipient",
            ],
            "Invalid recipient address", MailerQ + ": the address cannot be read; one report does not suppress")
            { When = Circumstances.InProcess, Confidence = Confidence.Low },
        new("process-message-too-large", Reason.MessageTooLarge, ["message size", "size limit", "too large", "too big"],
            "message size 41245212 exceeds size limit 26214400 of server mx.example.nl", "Postfix: the server's SIZE is known before anything is sent")
            { When = Circumstances.InProcess },
        new("process-expired", Reason.Expired, ["expired", "timeout", "timed out", "max … attempts", "too old", "gave up", "giving up"],
            "message expired", MailerQ) { When = Circumstances.InProcess },
        new("process-invalid-message", Reason.ContentRejected,
            ["invalid message", "invalid mime", "invalid", "malformed", "missing", "unparsable", "cannot parse"],
            "Invalid message: no MIME data", MailerQ) { When = Circumstances.InProcess },
        new("process-error", Reason.ServerError, ["error", "failed", "failure", "exception"],
            "Internal error while processing", MailerQ) { When = Circumstances.InProcess },
    ];
}
