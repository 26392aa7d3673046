namespace FailureFunctions.Classification.Rules;

/// <summary>What is left when no rule about recipient, sender or content matched: time, connections, faults, policy.</summary>
internal static class LateRules
{
    /// <summary>Rules whose words say just this, the first having precedence.</summary>
    public static Rule[] Expiry { get; } =
    [
        new("given-up", Reason.Expired,
            [
                "failing for a long time", "failing for the last", "could not deliver for", "not deliver for the last", "retries giving up",
                "hours … giving up", "days … giving up", "giving up after", "retrying … giving up", "attempts giving up", "not delivered within",
                "will be retried for", "not been delivered within", "could not be delivered within", "delivery timed out", "message timed out",
                "expired", "queue … too long", "too long in queue", "been in the queue", "has been queued", "retry timeout", "retry time",
                "retry limit", "retries … exceeded", "retry … exceeded", "maximum retr*", "maximum number of retr*", "max retries", "retry count",
                "given up", "gave up", "give up", "delivery attempts failed", "delivery attempts have failed", "delivery attempts exceeded",
                "all delivery attempts", "delivery failed … attempts", "multiple attempts", "after … attempts", "could not be delivered for",
                "not delivered for", "undelivered for", "not been delivered … hours", "not be delivered … days", "not be delivered … hours",
                "unable to deliver … days", "unable to deliver … hours", "deleted from queue", "removed from queue", "removed from the queue",
                "lifetime", "time limit … exceeded", "delivery period", "exceeded the maximum time", "maximum queue", "max queue",
                "undeliverable for", "multiple retries", "transmission … timeout … queue", "for more than … days", "for more than … hours",
                "tried for", "unsuccessful for", "bounced after", "too old", "not delivered after", "still not delivered", "delivery delayed",
                "delayed mail", "too many delivery attempts", "too many attempts", "time in queue", "giving up now", "trying since",
                "abandoned after", "message abandoned", "delivery abandoned", "still being retried", "keep trying", "undelivered since",
                "maximum number of ‥ attempts", "will retry for", "retry for ‥ more hours", "not yet been delivered", "could not send message for",
            ],
            "554 5.4.7 No answer for five days, giving up after 40 attempts", "RFC 3463, X.4.7; Exim, sendmail, qmail"),
    ];

    /// <summary>Rules about TLS, whose words belong to nothing else: before those about mailboxes, which may be "expired" too.</summary>
    public static Rule[] Tls { get; } =
    [
        new("tls-demanded", Reason.AuthFailed,
            [
                "must issue a STARTTLS", "STARTTLS command first", "encryption required", "encryption needed", "requires encryption", "TLS required",
                "encrypted connection", "secure connection", "unencrypted", "tls connection is required", "encryption is required", "requires tls",
            ],
            "530 5.7.0 Must issue a STARTTLS command first", "RFC 3207, section 4"),
        new("tls-failed", Reason.ConnectionFailed,
            [
                "TLS handshake", "handshake fail*", "certificate", "STARTTLS … failed", "TLS … failed", "TLS … not available", "cannot start TLS",
                "TLS negotiation", "TLS error", "ssl", "TLSA", "DANE", "MTA-STS", "tls_required", "does not support STARTTLS",
                "STARTTLS … not offered", "TLS is required but",
            ],
            "454 4.7.5 The server's certificate could not be verified", "RFC 3207; RFC 8461; RFC 7672"),
    ];

    /// <summary>An error of which the server does not know more. Before the rules about mailboxes, which may be "unknown" too.</summary>
    public static Rule[] UnknownErrors { get; } =
    [
        new("unknown-error", Reason.ServerError,
            [
                "unknown error", "unknown mailer error", "unknown problem", "unknown failure", "unknown exception", "for unknown reason",
                "for an unknown reason", "unknown reasons",
            ],
            "554 5.3.0 The recipient's server reported an unknown error", "sendmail, Exchange") { Confidence = Confidence.Medium },
    ];

    /// <summary>A policy that is named as the cause. Before the rules about senders, of whom it is said as a rule.</summary>
    public static Rule[] NamedPolicy { get; } =
    [
        new("policy-reasons", Reason.PolicyBlock,
            ["{refused} for policy reason*", "{refused} for reasons of policy", "{refused} due to policy reason*"],
            "554 Mail from info@example.nl rejected for policy reasons.", "Field use"),
    ];

    /// <summary>
    /// What went wrong before a mailbox was looked for, or while it was: the nouns are those of the rules about mailboxes.
    /// They come before these, with words that say just this.
    /// </summary>
    public static Rule[] BeforeMailboxes { get; } =
    [
        new("message-expired", Reason.Expired,
            [
                "message expired", "message has expired", "mail expired", "mail has expired", "delivery expired", "delivery time expired",
                "message timeout",
            ],
            "Message expired: the mailbox could not be reached for five days", "RFC 3463, X.4.7: what expired is the message"),
        new("mailbox-file-fault", Reason.ServerError,
            [
                "{unable to|can not|could not|failed to|error while} {open|opening|access|write|writing|read|create} ‥ {mailbox file|mail file|mailbox database|mail database|maildir|mail spool|mail folder}",
                "{error|failure} {opening|writing|accessing|reading|creating} ‥ {box}",
            ],
            "Router: Unable to open mailbox file mail\\jan.nsf: File does not exist", "Domino, procmail: the mailbox is known, its file is missing"),
        new("unknown-command", Reason.ProtocolError, ["unknown command", "no such command", "command unknown", "command not found"],
            "500 No such command", "RFC 5321: 500"),
        new("address-lookup-failed", Reason.ServerError,
            [
                "{database|table|directory|map|lookup|backend} ‥ {failed|unavailable|not available|unreachable|not found|does not exist|temporarily}",
                "{can not|could not|unable to} {access|open|query|reach|find} ‥ {user|recipient|mailbox|alias|address} {database|table|directory|map}",
                "{mailbox store|message store|mail store|information store}",
            ],
            "450 4.1.1 Recipient check: user database not found", "Field use: the server cannot look, so it knows nothing of the recipient") { When = Circumstances.Transient },
    ];

    /// <summary>Rules about policies, the first having precedence.</summary>
    public static Rule[] Policy { get; } =
    [
        new("local-policy", Reason.PolicyBlock,
            ["policy", "policies", "administrative*", "security reasons", "security violation", "prohibited", "forbidden"],
            "550 5.7.1 Message rejected due to local policy", "Field use") { Confidence = Confidence.Medium },
    ];

    /// <summary>Rules about faults and refusals of every kind, the first having precedence.</summary>
    public static Rule[] Faults { get; } =
    [
        new("no-connection", Reason.ConnectionFailed,
            [
                "ended prematurely", "session ended", "connection reset", "lost connection", "connection dropped", "connection was dropped",
                "connection closed", "connection aborted", "connection broken", "connection ‥ is broken", "connection ‥ lost",
                "connection was broken", "connection died", "connection … refused", "connection terminated", "connection error",
                "connection … failed", "connection interrupted", "connection was closed", "couldn't connect", "can't connect", "unable to connect",
                "failed to connect", "not able to connect", "unable to establish", "couldn't establish", "failed to establish", "establish an SMTP",
                "connect failed", "connect error", "connect to … refused", "error connecting", "no answer from", "no response from", "not respond*",
                "bad connection", "socket", "broken pipe", "remote host … closed", "server unexpectedly", "connection unexpectedly",
                "unexpectedly closed", "communication failure", "communication error", "network error", "network problem", "host is down",
                "host down", "no connection", "unreachable", "timed out", "timeout", "time out", "end of file", "unexpected EOF", "lost contact",
                "tried all", "econnrefused", "econnreset", "etimedout", "ehostunreach", "enotfound", "greeting never", "no greeting",
                "host lookup did not complete", "{dns|mx|host|name|domain} lookup failure", "dropped connection", "without sending the",
                "closed connection", "side closed",
            ],
            "connect to mx.example.nl[192.0.2.1]:25: Connection timed out", "POSIX errors; Postfix, Exim, qmail"),
        new("server-fault", Reason.ServerError,
            [
                "error while", "encountered an error", "mailing list expansion problem", "insufficient permission", "permission denied",
                "local error", "internal error", "internal system", "server error", "system error", "server configuration", "server misconfig*",
                "configuration error", "configuration problem", "misconfigured", "misconfiguration", "local problem", "server problem",
                "system problem", "technical problem", "technical difficult*", "technical reasons", "temporary failure", "temporary problem",
                "temporary error", "temporary system", "temporary local", "temporary unavailable", "service unavailable", "service is unavailable",
                "service currently unavailable", "not available", "server unavailable", "server busy", "server is busy", "system busy", "too busy",
                "overload*", "high load", "load average", "load too high", "resources", "insufficient system storage", "insufficient disk",
                "disk full", "disk is full", "no space left", "out of disk", "disk space", "memory", "maintenance", "shutting down", "shutdown",
                "going down", "queue file write error", "queue full", "system is not accepting", "not accepting network messages", "database", "ldap",
                "sql", "directory service", "backend", "lookup error", "pipe to", "command died", "command failed", "mailer error", "cannot create",
                "can't open", "could not open", "unable to open", "cannot append", "cannot write", "read-only", "I/O error", "input/output",
                "delivery agent", "delivery failed", "unexpected failure", "unexpected error", "software error", "program error", "program failure",
                "exception", "fatal error", "processing error", "error in processing", "aborted", "cannot process", "unable to process", "license",
                "licence", "mail system … full", "spool", "temporarily", "temporary lookup failure", "command output", "our side", "our end",
                "on our part", "died with", "not be stored", "can not store", "could not store", "unable to verify user", "verification problem",
                "not be saved", "transport unavailable", "unable_to_run*",
            ],
            "451 4.3.0 The message could not be stored: queue file write error", "RFC 5321: 421, 451, 452; Postfix, Exim") { Confidence = Confidence.Medium },
        new("come-back-later", Reason.RateLimited, ["try again", "come back", "later"],
            "451 Please try again later", "RFC 5321: 450") { Confidence = Confidence.Medium, When = Circumstances.Transient },
        new("login-refused", Reason.AuthFailed,
            [
                "authentication failed", "authentication credentials", "credentials invalid", "invalid credentials", "auth failed", "login failed",
                "username and password not accepted", "bad username or password", "invalid login", "authentication unsuccessful",
                "authentication failure", "incorrect authentication data", "{no such} password",
            ],
            "535 5.7.8 Authentication credentials invalid", "RFC 4954: 535"),
        new("protocol", Reason.ProtocolError,
            [
                "line terminator", "syntax error", "bad sequence", "command unrecognized", "unrecognized command", "command not recognized",
                "unknown command", "not implemented", "invalid command", "bad command", "parameter not", "parameters not", "invalid parameter*",
                "unsupported parameter", "invalid argument*", "arguments", "protocol error", "protocol violation", "protocol fail*",
                "out of sequence", "need RCPT", "need MAIL", "nested MAIL", "send HELO", "polite people say", "say helo", "synchronization error",
                "pipelining", "RFC5321", "RFC 5321", "RFC 821", "mechanism", "nonmail commands", "non mail commands", "smtputf8",
                "{restricted|invalid|illegal|bad} characters in ‥ address", "not following ‥ protocol", "addressing is not supported",
                "improper recipient address", "improper address", "xclient",
            ],
            "503 5.5.1 Bad sequence of commands", "RFC 5321: 500 to 504"),
    ];

    /// <summary>What is left when only a refusal is said.</summary>
    public static Rule[] Refusals { get; } =
    [
        new("refused-without-saying-why", Reason.PolicyBlock,
            [
                "filter", "not authorized", "unauthorized", "not permitted", "no permit", "not allowed", "blocked", "block", "transaction failed",
                "refused", "denied", "rejected", "reject", "disallowed", "unacceptable", "will not accept",
            ],
            "550 Message refused", "Field use: the milder reading, since such words blame the sender as a rule") { Confidence = Confidence.Low },
    ];
}
