namespace FailureFunctions.Classification.Rules;

/// <summary>What services that send mail for others say themselves.</summary>
internal static class EmailServiceTokens
{
    private const string Lists = "Amazon SES, Mailgun, SparkPost, SendGrid, Postmark: their own lists, so no fresh evidence";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("suppressed-by-provider", Reason.AlreadySuppressed,
            [
                "not delivering to previously", "previously unsubscribed", "suppressed sending to this address", "suppression list",
                "address suppressed", "recipient suppressed", "is suppressed", "on our suppression", "suppressed due to", "address was suppressed",
                "preblocked", "OnAccountSuppressionList", "not delivering to a user who marked", "not delivering to unsubscribed", "bounced address",
                "unsubscribed address", "spam reporting address", "found inactive addresses", "inactive recipients are ones",
                "marked as inactive found inactive", "not sent because ‥ previously bounced", "address previously bounced",
            ],
            "605 Not delivering to previously bounced address", Lists),
        new("sparkpost-given-up", Reason.Expired, ["[internal] message timeout"],
            "554 5.4.7 [internal] message timeout (last transfail: no MX for the domain)", "SparkPost: bounce classification"),
        new("service-account-closed", Reason.SenderRejected,
            [
                "suspended for sending by", "sending suspended for this account", "sending ‥ suspended for your account",
                "activate your SMTP account", "email outgoing blocked", "sending is paused", "account is under review",
            ],
            "554 Message rejected: Sending suspended for this account.", "docs.aws.amazon.com/ses, Zoho; Brevo and SparkPost from memory: the account is the sender's"),
        new("service-access-denied", Reason.AuthFailed, ["is not authorized to perform"],
            "554 Access denied: User `arn:aws:iam::123456789012:user/mailer' is not authorized to perform `ses:SendRawEmail'", "docs.aws.amazon.com/ses: SMTP response codes"),
        new("service-sending-limit", Reason.RateLimited,
            [
                "maximum credits exceeded", "throttling failure", "exceed sending limit", "unusual sending activity",
                "free accounts are for test purposes",
            ],
            "451 Authentication failed: Maximum credits exceeded", "twilio.com/docs/sendgrid: SMTP errors; docs.aws.amazon.com/ses; Zoho, Mailgun and SparkPost from memory"),
        new("service-message-check", Reason.ContentRejected,
            ["subject is mandatory", "transaction failed missing {address}", "transaction failed missing final"],
            "5.2.1 Subject is Mandatory.", "zoho.com/zeptomail: SMTP error codes; Amazon SES: a header that it cannot read"),
    ];
}
