namespace FailureFunctions.Classification.Rules;

/// <summary>The recipient is there, or may be, and refuses.</summary>
internal static class RecipientRules
{
    /// <summary>The recipient has blocked this sender. Before the rules about senders, whose words it shares.</summary>
    public static Rule[] Blocks { get; } =
    [
        new("recipient-blocks-sender", Reason.RecipientRefused,
            [
                "{user} has blocked", "{recipient} has blocked", "blocked by recipient", "blocked by user", "blocked by the recipient",
                "blocked by the user", "blocked by this user", "rejected by this user", "{user} has rejected", "refused by recipient",
                "refused by user", "rejected by recipient", "rejected by user", "rejected by the recipient", "user refuses", "{recipient} refuses",
                "user rejected your", "{user} does not want", "{recipient} does not want", "recipients block list", "recipients blocked senders",
                "users blocked senders", "quota for ‥ external recipients", "{recipient} ‥ not want your {mail|email|message}",
                "{recipient} dont want", "personal block list", "personal blocklist", "personal black list", "personal blacklist",
                "recipients personal",
            ],
            "550 This user has blocked your address", "Field use: personal block lists"),
    ];

    /// <summary>Rules whose words say just this, the first having precedence.</summary>
    public static Rule[] Clear { get; } =
    [
        new("recipient-takes-mail-of-some", Reason.RecipientRefused,
            [
                "{refused} to send ‥ to", "{refused} to post", "permission to post", "permission to send", "only accepts mail from",
                "only accept mail from", "only accepts messages from", "accepts messages only from", "accepts mail only from", "only members",
                "members only", "you are not a member", "sender is not a member", "not a member of ‥ {list|mailing list|group}",
                "not a member allowed", "are not members", "mailing list expansion prohibited", "{user} does not accept",
                "{recipient} does not accept", "not a subscriber", "not subscribed", "restricted to members", "not authenticated for",
                "not authenticated by organization", "only from known", "known senders", "restricted to internal", "internal senders only",
                "member only", "{list|group} ‥ closed", "posting ‥ closed", "personal ignore list", "not allowed to write to",
                "{list|group} is restricted to", "send only {address|mailbox|account}", "only subscribers",
            ],
            "550 You are not allowed to send mail to this group", "Field use: mailing lists, Exchange"),
    ];

    /// <summary>Rules whose words have a few other uses.</summary>
    public static Rule[] Likely { get; } =
    [
        new("recipient-restricts-senders", Reason.RecipientRefused,
            [
                "accepts mail from … only", "only allowed to receive", "members-only", "only internal", "internal use only", "internal senders",
                "internal recipient*", "restricted recipient", "recipient is restricted", "restricted address", "restricted … senders",
                "not allowed to send to", "not permitted to send to", "not permitted to post", "not authorized to post", "not have permission",
                "no permission to", "closed list", "moderated", "mailing list … closed", "posting to … not allowed", "posting … restricted",
                "non-subscriber*", "non-member*", "must be a member", "subscribers only", "is not a member", "not a member of",
                "recipient doesn't accept", "recipient not accepting", "user doesn't accept", "doesn't want", "user rejected", "whitelist*",
                "white-list", "safe list", "safelist*", "allowed senders list", "allow list", "allowlist*", "allowed sender list", "personal filter",
                "user filter", "filtered by recipient", "recipient filter*", "challenge", "pending approval", "noreply", "no reply", "not monitored",
                "unmonitored", "nobody reads", "does not accept incoming", "take any mail", "role account",
                "{list|group} ‥ {inactive|on hold|closed}", "not being accepted at this address", "automatically rejected by",
                "not reachable from the internet", "not reachable from outside", "internal address", "confirmation by the sender", "real live human",
                "you are a human", "you are human", "not a robot", "{addr} does not receive", "mailbox does not receive", "confirm your message",
                "confirmation request", "local user only", "confirm they are human", "each new sender", "local users only",
            ],
            "550 5.7.1 The message was caught by the personal filter of the recipient", "Field use: mailing lists, Exchange"),
    ];

    /// <summary>Rules whose words mostly introduce another reason; they come last.</summary>
    public static Rule[] Vague { get; } =
    [
        new("recipient-refused", Reason.RecipientRefused,
            [
                "{address} is unavailable", "unavailable to take", "{recipient} is not allowed", "{recipient} ‥ {refused}", "rejected recipient",
                "recipient … blocked", "recipient … refused", "recipient … not accepted", "recipient … denied", "can't deliver to",
                "delivery to … denied", "delivery … not allowed", "delivery to this address", "message to … rejected", "not authorized for recipient",
                "rcpt … rejected", "rcpt … denied", "all recipients … rejected", "all recipients … refused", "all recipients failed",
                "user not allowed", "user … refused", "user … rejected", "user reject", "recipient reject", "message refused by user",
                "address … rejected", "mailbox … access denied", "mailbox not allowed", "mailbox … refused", "not accepting",
                "failed to deliver to address", "addresses failed", "can not accept user",
            ],
            "550 <jan@example.nl>: Recipient address rejected", "Postfix: smtpd_recipient_restrictions") { Confidence = Confidence.Low },
    ];
}
