namespace FailureFunctions.Classification.Rules;

/// <summary>What Gmail and Google Workspace say. The <c>p=</c> word of the help link is the surest sign.</summary>
internal static class GoogleTokens
{
    private const string Reference = "support.google.com/a/answer/3726730 (SMTP error reference)";
    private const string Guidelines = "support.google.com/a/answer/81126 (email sender guidelines)";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("google-group-denied", Reason.PolicyBlock,
            [
                "groups.google.com", "/p=groups_permission*", "you may not have permission to post messages to the group",
                "does not have permission to post messages to the group", "/p=RestrictedGroup*",
            ],
            "We're writing to let you know that the group you tried to contact may not exist, or you may not have permission to post messages to the group.", Reference),
        new("google-group-spam", Reason.SpamContent, ["rejected due to spam classification"],
            "Your email to the group was rejected due to spam classification. Set up SPF records if you have not done so.", Reference + ": the advice that follows names other causes"),
        new("google-relay-refused", Reason.RoutingError, ["invalid credentials for relay"],
            "550 5.7.0 Mail relay denied [192.0.2.1]. Invalid credentials for relay for one of the domains.", Reference + ": its SMTP relay service"),
        new("google-mail-loop", Reason.RoutingError, ["/p=MailLoop", "message exceeded ‥ hops"],
            "554 5.4.6 Message exceeded 50 hops, this may indicate a mail loop.", Reference),
        new("google-connection-limited", Reason.RateLimited, ["try again later closing connection"],
            "421 4.7.0 Try again later, closing connection. (EHLO)", Reference + ": too much from the client, at HELO"),
        new("google-receiving-rate", Reason.RateLimited,
            [
                "/p=ReceivingRate*", "receiving mail at a rate that", "user you are trying to contact is receiving mail",
                "user is receiving mail too quickly",
            ],
            "450 4.2.1 The user you are trying to contact is receiving mail at a rate that is too high for now. https://support.google.com/mail/?p=ReceivingRate", Reference),
        new("google-disabled-user", Reason.MailboxDisabled,
            ["/p=DisabledUser", "/p=InactiveUser", "account that you tried to reach is disabled", "account that you tried to reach is inactive"],
            "550 5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser", Reference),
        new("google-over-quota", Reason.MailboxFull,
            [
                "/p=OverQuotaPerm", "/p=OverQuotaTemp", "/p=OverQuota", "account that you tried to reach is over quota",
                "recipient's inbox is out of storage space",
            ],
            "452 4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp", Reference),
        new("google-no-such-user", Reason.MailboxUnknown, ["/p=NoSuchUser", "account that you tried to reach does not exist", "/p=NoSuchGroup"],
            "550-5.1.1 The email account that you tried to reach does\n550-5.1.1 not exist. https://support.google.com/mail/?p=NoSuchUser", Reference),
        new("google-bad-sender-syntax", Reason.SenderRejected, ["sender address … is not a valid RFC*"],
            "553 5.1.7 The sender address <info@@example> is not a valid RFC 5321 address.", Reference),
        new("google-without-tls", Reason.AuthFailed, ["not sent over a TLS connection"],
            "421 4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection.", Reference),
        new("google-demands", Reason.AuthFailed,
            [
                "rate limited because ‥ authentication", "rate limited because the sending", "rate limited because ‥ is not aligned",
                "SPF authentication did not pass", "DKIM authentication did not pass", "blocked because ‥ authentication did not pass",
                "SPF record of the sending domain",
            ],
            "421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message.", Guidelines),
        new("google-recipient-domain-demands", Reason.PolicyBlock, ["not in whitelist for RCPT domain"],
            "421 4.7.0 IP not in whitelist for RCPT domain, closing connection.", Reference + ": an inbound gateway is set for the domain"),
        new("google-direct-mail", Reason.PolicyBlock, ["/p=NotAuthorizedError", "IP ‥ using to send ‥ is not authorized to send"],
            "550 5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers.", Reference),
        new("google-login", Reason.AuthFailed,
            [
                "log in ‥ your web browser", "application-specific password", "/p=BadCredentials", "/p=WebLoginRequired", "/p=InvalidSecondFactor",
                "too many unauthenticated commands", "no identity changes permitted", "XOAUTH is no longer supported",
                "unrecognized authentication type",
            ],
            "534 5.7.14 Please log in via your web browser and then try again.", Reference + ": who logs in is the sender"),
        new("google-protocol", Reason.ProtocolError, ["too many unrecognized commands", "no commands allowed to pipeline"],
            "502 5.5.1 Too many unrecognized commands, goodbye.", Reference),
        new("google-several-domains", Reason.ServerError,
            ["multiple destination domains per transaction", "size per transaction exceeded", "recipient in a separate transaction"],
            "451 4.3.0 Multiple destination domains per transaction is unsupported.", Reference),
        new("google-bad-recipient-syntax", Reason.MailboxUnknown, ["is not a valid RFC-5321 address", "/p=BadRcptTo*"],
            "553 5.1.3 The recipient address <jan@@example> is not a valid RFC 5321 address.", Reference),
        new("google-ip-mail-flood", Reason.ReputationBlock,
            ["mail sent from your IP address has been blocked", "unusual amount of unsolicited mail … has been blocked"],
            "550 5.7.28 There is an unusual rate of unsolicited mail originating from your IP address. To protect our users, mail sent from your IP address has been blocked.", Reference),
        new("google-rate-limited", Reason.RateLimited,
            [
                "unusual rate of unsolicited", "unusual rate of mail", "unusual amount of unsolicited", "/p=UnsolicitedRateLimitError",
                "/p=UnsolicitedIPError", "has been temporarily rate limited … unsolicited",
            ],
            "421 4.7.28 Gmail has seen an unusual rate of unsolicited mail from your IP address; it has been temporarily rate limited.", Reference),
        new("google-low-reputation", Reason.ReputationBlock,
            ["very low reputation", "low reputation of the sending", "messages from {ip} … low reputation"],
            "550 5.7.1 This message is likely suspicious due to the very low reputation of the sending domain.", Reference),
        new("google-suspicious-content", Reason.SpamContent,
            [
                "suspicious due to the nature of the content", "this message is likely unsolicited mail", "message is likely suspicious",
                "/p=UnsolicitedMessageError",
            ],
            "421 4.7.0 This message is suspicious due to the nature of the content and/or the links within.", Reference),
        new("google-illegal-attachment", Reason.ContentRejected,
            [
                "illegal attachment on your message", "content presents a potential security issue", "/mail/answer/6590", "/p=BlockedAttachment*",
                "/p=BlockedMessage",
            ],
            "552 5.7.0 This message was blocked because its content presents a potential security issue. See https://support.google.com/mail/answer/6590", Reference),
        new("google-not-rfc-compliant", Reason.ContentRejected, ["is not RFC 2822 compliant", "not RFC 5322 compliant", "/p=RfcMessageNonCompliant"],
            "550 5.7.1 Our system found that this message is not RFC 5322 compliant: duplicate headers.", Reference),
        new("google-sending-limit", Reason.RateLimited,
            [
                "daily user sending", "daily SMTP relay", "/p=MultiSendingLimit*", "/p=UserSendingLimit*", "/p=DailyLimit*",
                "exceeded its daily sending", "reached a limit for sending mail", "email quota exceeded … gsmtp",
                "email quota exceeded … support.google.com",
            ],
            "550 5.4.5 Daily user sending limit exceeded.", Reference),
        new("google-custom-from", Reason.SenderRejected, ["/p=CustomFromDenied", "'send mail as' account are misconfigured"],
            "The settings for your 'Send mail as' account are misconfigured. https://support.google.com/mail/?p=CustomFromDenied", Reference),
        new("google-domain-policy", Reason.PolicyBlock,
            ["domain policy … /answer/172179", "/p=DomainPolicy*", "domain administrator … bounced", "bounced by administrator"],
            "550 5.7.1 Message bounced by administrator.", Reference),
        new("google-temporary-error", Reason.ServerError,
            ["/p=TemporaryServerError*", "the server encountered a temporary error", "mail server temporarily rejected message"],
            "421 4.3.0 Temporary System Problem. The server encountered a temporary error.", Reference),
    ];
}
