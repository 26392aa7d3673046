namespace FailureFunctions.Classification.Rules;

/// <summary>What Yahoo and AOL say; the bracketed tokens are documented.</summary>
internal static class YahooTokens
{
    private const string Reference = "senders.yahooinc.com/smtp-error-codes";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("yahoo-sender-domain", Reason.SenderRejected,
            ["/unresolvable-from-domain", "unresolvable RFC 5321 from domain", "unresolvable from domain"],
            "451 Message temporarily deferred because of an unresolvable RFC.5321 from domain.", Reference),
        new("yahoo-deferred", Reason.RateLimited,
            [
                "TSS0*", "TSS1*", "TS01", "TS02", "TS03", "TS04", "GL01", "temporarily deferred due to",
                "permanently deferred … retrying will not succeed",
            ],
            "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume.", Reference),
        new("yahoo-block-list", Reason.ReputationBlock,
            [
                "BL21", "BL22", "BL23", "/550-bl*", "RLY B1", "RLY B2", "RLY B3", "RLY CH*", "RLY CS*", "RLY NW", "RLY OB", "RLY SN*", "RLY IR*",
                "RLY BL", "IPTS04",
            ],
            "553 5.7.1 [BL21] Connections not accepted from 192.0.2.1: the address is on Spamhaus's list", Reference),
        new("aol-url", Reason.SpamContent, ["HVU B1", "HVU B2", "HVU B3", "HVU B4", "HVU NR"],
            "554 5.2.1 (HVU:B1) see the pages of the postmaster", "postmaster.aol.com: SMTP error codes; a URL in the message draws complaints"),
        new("aol-authentication", Reason.AuthFailed, ["AUTH 01", "AUTH 02"],
            "521 5.2.1 (AUTH:01) this message will not be accepted", "postmaster.aol.com: SMTP error codes; DMARC"),
        new("aol-reverse-dns", Reason.AuthFailed, ["RTR RD", "DNS NR"],
            "554 mx.example.net ESMTP not accepting connections (RTR:RD)", "postmaster.aol.com: SMTP error codes"),
        new("aol-rate", Reason.RateLimited, ["DYN T1", "DYN T2", "RTR GE"],
            "421 mx.example.net Service unavailable - try again later (DYN:T1)", "postmaster.aol.com: SMTP error codes"),
        new("aol-block-list", Reason.ReputationBlock,
            ["RTR BB", "RTR BL", "RTR SC", "RTR DU", "RTR CH", "RTR BG", "CON B1", "DNS B1", "DNS B2", "DNS B3"],
            "554 mx.example.net Connection refused (RTR:BL)", "postmaster.aol.com: SMTP error codes"),
        new("yahoo-authentication", Reason.AuthFailed, ["accepted for policy reasons … DMARC", "message failed DMARC", "/postmaster-28"],
            "554 5.7.9 Message not accepted for policy reasons. See http://postmaster.example.com/errors/postmaster-28.html", Reference + ": DMARC has a page of its own"),
        new("yahoo-full", Reason.MailboxFull, ["cannot be delivered ‥ {account|mailbox} is over quota"],
            "554 delivery error: dd Sorry, your message to jan@ymail.example cannot be delivered. This account is over quota.", Reference),
        new("yahoo-policy", Reason.PolicyBlock, ["PH01", "not accepted for policy reasons"],
            "554 Message not allowed - [PH01] Email not accepted for policy reasons.", Reference),
        new("yahoo-no-account", Reason.MailboxUnknown,
            ["user doesn't have a … account", "this user doesn't have a", "requested mail action aborted, mailbox not found"],
            "554 delivery error: dd This user doesn't have a ymail.example account (jan@ymail.example) [0]", Reference),
        new("yahoo-disabled", Reason.MailboxDisabled, ["554.30", "cannot be delivered ‥ {account|mailbox} is disabled"],
            "554 delivery error: dd Your message cannot be delivered. This mailbox is disabled (554.30).", Reference),
    ];
}
