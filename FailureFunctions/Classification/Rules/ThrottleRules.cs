namespace FailureFunctions.Classification.Rules;

/// <summary>Too much mail in too short a time, greylisting, and checks that are still under way.</summary>
internal static class ThrottleRules
{
    /// <summary>Rules whose words say just this, the first having precedence.</summary>
    public static Rule[] Clear { get; } =
    [
        new("greylisted", Reason.RateLimited,
            ["greylist*", "graylist*", "grey-list*", "gray-list*", "postgrey*", "sqlgrey", "try again … seconds … first contact", "triplet"],
            "450 4.2.0 <jan@example.nl>: Recipient address rejected: Greylisted, see our help pages", "RFC 6647; Postgrey"),
        new("address-check-failed", Reason.ServerError,
            [
                "unverified address … {connection refused|connection timed out|connection reset|no route to host|lost connection|service unavailable|host or domain}",
                "{connection refused|connection timed out|no route to host|timeout} … complete recipient verify callout",
            ],
            "450 4.1.1 <jan@example.nl>: Recipient address rejected: unverified address: connect to mx.example.nl[192.0.2.1]:25: Connection refused",
            "Postfix: ADDRESS_VERIFICATION_README; Exim: the mailbox server behind this one does not answer") { When = Circumstances.Transient },
        new("address-check-under-way", Reason.RateLimited,
            [
                "unverified address", "verification … in progress", "callout … try again", "could not complete recipient verify callout",
                "recipient verify … deferred",
            ],
            "450 4.1.1 <jan@example.nl>: Recipient address rejected: unverified address: Address verification in progress", "Postfix: ADDRESS_VERIFICATION_README; Exim: callouts"),
        new("first-contact-deferred", Reason.RateLimited,
            [
                "not yet authorized to deliver", "you are not yet authorized", "please try again in … minutes", "try again after … minutes",
                "retry in … minutes", "wait … minutes and try", "deferred for … seconds", "please retry in", "try again in … seconds",
                "temporarily rejected … come back later", "please come back later", "come back in", "first time sender",
            ],
            "451 4.7.1 You are not yet authorized to deliver mail here. Please come back later.", "Field use: greylisting filters"),
        new("too-many-connections", Reason.RateLimited,
            [
                "too many ‥ connections", "connections ‥ exceeded", "maximum ‥ connections", "too many concurrent", "too many simultaneous",
                "too many sessions", "connection rate limit", "connections rate limit", "connection limit", "concurrent connection*",
                "concurrency limit", "max number of connections", "connection frequency", "connection count", "too much connections",
                "too many SMTP sessions", "rate of connections", "connecting too often", "connections … too fast", "connection table",
                "connection at a time", "connections at a time", "connection slots",
            ],
            "421 4.7.0 mx.example.nl: too many connections from your address", "Postfix: anvil; sendmail: conncontrol"),
        new("too-many-messages", Reason.RateLimited,
            [
                "too much mail from", "sending too much mail", "too much email", "short period of time", "too many ‥ messages from",
                "messages … per hour", "messages … per day", "messages … per minute", "too many messages", "too many mails", "too many emails",
                "too many recent messages", "excessive volume", "excessive rate", "message rate", "mails per", "messages per connection",
                "message per connection", "msgs per", "emails per hour", "sending too fast", "sending mail too fast", "sent too many",
                "sending too many", "sends too many", "too many letters", "max message per", "maximum number of messages", "message limit",
                "message count exceeded", "sending rate", "rate exceeded", "hammering", "too much mail at once", "send limit",
            ],
            "452 4.1.1 <jan@example.nl> too many recent messages; try again later", "Field use: Comcast, Mailgun, Zimbra"),
        new("rate-limit", Reason.RateLimited,
            [
                "thread limit", "relay limit exceeded", "RP-001", "RP-002", "RP-003", "limit ‥ rate", "rate … limit", "ratelimit*", "rate-limit*",
                "throttl*", "exceeded the rate", "rate control*", "rate is limited", "slow down", "slowdown", "try again slower", "more slowly",
                "too many messages too", "exceeds … rate", "above rate", "temporary rate", "volume limit", "exceeded … per hour",
                "exceeded … per minute", "exceeded … per day", "unexpected volume", "flood*", "maximum rate",
            ],
            "451 4.7.1 Rate limit for your network exceeded, slow down", "Field use: Postfwd, Rspamd, policyd"),
        new("sending-quota", Reason.RateLimited,
            [
                "sending limit*", "sender quota", "daily quota", "hourly quota", "daily limit", "daily sending", "hourly limit", "outgoing limit",
                "message quota for", "exceeded … sending", "sending … exceeded", "quota … sending", "maximum sending rate", "max emails per",
                "max defers and failures", "exceeded its hourly", "recipients per day", "daily message quota",
                "{hourly|daily|monthly} {allowance|maximum}",
                "{connection|session|sending|submission|outbound|outgoing|relay|smtp} {quota|allotment|allowance}", "message quota from",
                "queue quota",
            ],
            "554 You have reached your daily relay quota - 192.0.2.1", "Field use: Amazon SES, cPanel, hosters"),
        new("too-many-bad-recipients", Reason.RateLimited,
            [
                "excessive ‥ {recipient}", "excessive unknown", "excessive invalid", "too many ‥ unknown", "too many ‥ invalid",
                "too many non-existent", "too many nonexistent", "too many bad", "too many failed", "too many failures", "too many hard",
                "too many bounces", "too many unrecognized", "too many errors from",
            ],
            "421 4.7.0 Too many invalid recipients", "Field use: against guessing addresses") { Confidence = Confidence.Medium },
        new("too-many-recipients", Reason.RateLimited,
            [
                "too many recipients", "too many rcpt*", "recipient limit", "recipients limit", "recipients count exceed*",
                "maximum number of recipients", "too many recipient", "number of recipients exceed*", "exceeds … recipients",
                "{rcpts|recipients} per {mail|message|session|connection|transaction}", "recipient count",
            ],
            "452 4.5.3 Too many recipients in this session", "RFC 5321, section 4.5.3.1.10"),
    ];

    /// <summary>Rules whose words have other uses too; they come after those of other reasons.</summary>
    public static Rule[] Vague { get; } =
    [
        new("receiving-too-quickly", Reason.RateLimited, ["too quickly", "too frequent*", "too often", "too fast", "rate … too high", "high volume"],
            "450 You are writing to this address too often", "Field use") { Confidence = Confidence.Medium },
        new("too-many-errors", Reason.RateLimited, ["too many errors"],
            "421 4.7.0 mx.example.nl Error: too many errors", "Postfix: smtpd_hard_error_limit; late, since what the errors were is said before") { Confidence = Confidence.Medium },
        new("turned-away-at-greeting", Reason.RateLimited,
            [
                "refused to talk to me ‥ service not available", "refused to talk to me ‥ service unavailable",
                "refused to talk to me ‥ {host} service not available",
            ],
            "host mx.example.nl[192.0.2.1] refused to talk to me: 421 Service not available", "Postfix: a server that is up and turns this client away for now") { Confidence = Confidence.Medium, When = Circumstances.Transient },
        new("deferred", Reason.RateLimited,
            [
                "temporarily deferred", "temporary deferred", "temporarily rejected", "temporarily denied", "delivery … deferred", "message deferred",
                "mail deferred", "temporarily blocked", "deferred due to", "temporarily restricted", "temporary block", "temporarily refused",
                "temporary rejection", "temporarily limited", "ip address deferred", "ip deferred",
            ],
            "451 4.7.1 The message is temporarily deferred by the filter", "Field use") { Confidence = Confidence.Medium, When = Circumstances.Transient },
    ];
}
