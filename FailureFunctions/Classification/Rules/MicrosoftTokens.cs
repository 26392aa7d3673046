namespace FailureFunctions.Classification.Rules;

/// <summary>What Exchange Server, Exchange Online and Outlook.com say; their dotted tokens are the surest sign.</summary>
internal static class MicrosoftTokens
{
    private const string Ndr = "learn.microsoft.com: NDR error codes in Exchange";
    private const string Outlook = "Outlook.com postmaster: troubleshooting";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("exchange-recipient-not-found", Reason.MailboxUnknown,
            [
                "RESOLVER.ADR.RecipNotFound", "RESOLVER.ADR.RecipientNotFound", "RESOLVER.ADR.ExRecipNotFound",
                "RESOLVER.ADR.InvalidInternal*", "not found by SMTP address lookup", "UnknownMailbox", "ADR.BadPrimary",
            ],
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; recipient not found in the directory", Ndr),
        new("exchange-recipient-restricted", Reason.RecipientRefused,
            [
                "RESOLVER.RST.NotAuthorized", "RESOLVER.RST.SenderNotAuthenticatedFor*", "RESOLVER.RST.SendSizeLimit.Sender",
                "RESOLVER.RST.RestrictedToRecipientsPermission", "RESOLVER.GRP.*",
            ],
            "550 5.7.1 RESOLVER.RST.NotAuthorized; the sender is not in the list of those who may write", Ndr),
        new("exchange-authentication-required", Reason.PolicyBlock,
            ["RESOLVER.RST.AuthRequired"],
            "#550 5.7.1 RESOLVER.RST.AuthRequired; authentication required ##", Ndr),
        new("exchange-sender-filter", Reason.SenderRejected, ["SenderFilterConfig", "SenderFilterAgent"],
            "554 5.7.105 The sender is on the SenderFilterConfig list", Ndr),
        new("exchange-size-restriction", Reason.MessageTooLarge,
            ["RESOLVER.RST.RecipSizeLimit", "RESOLVER.RST.SendSizeLimit*", "SmtpMessageSize*", "MessageSizeExceed*"],
            "#550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient ##", Ndr),
        new("exchange-forwarding-loop", Reason.RoutingError,
            ["RESOLVER.FWD.Loop", "RESOLVER.LOOP*", "hop count exceeded", "ATTR34", "forwarding loop"],
            "554 5.4.14 Hop count exceeded - possible mail loop ATTR34", Ndr),
        new("exchange-recipient-threshold", Reason.RateLimited,
            [
                "recipient thread limit exceeded", "recipients thread limit", "STOREDRV* … submission throttled",
                "SubmissionQuotaExceeded", "RecipientThreadLimit*", "MapiExceptionRpcServerTooBusy",
                "STOREDRV.Deliver* … recipient thread limit",
            ],
            "432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded", Ndr),
        new("exchange-quota", Reason.MailboxFull,
            ["QuotaExceededException", "MapiExceptionShutoffQuotaExceeded", "MapiExceptionNotEnough*", "STOREDRV.Deliver* … mailbox full"],
            "554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException; the mailbox cannot take more", Ndr),
        new("exchange-mailbox-disabled", Reason.MailboxDisabled,
            [
                "STOREDRV.Deliver* … mailbox disabled", "AccountDisabled", "MailboxDisabled", "MailboxUnavailableException … disabled",
                "STOREDRV.Deliver* … account disabled",
            ],
            "550 5.2.1 STOREDRV.Deliver: mailbox disabled, not accepting messages", Ndr),
        new("exchange-mailbox-gone", Reason.MailboxUnknown,
            ["STOREDRV.Deliver* … mailbox not found", "STOREDRV* … UnknownPublicFolder*", "MapiExceptionNotFound", "MapiExceptionUnknownUser"],
            "550 5.1.1 STOREDRV.Deliver; mailbox not found", Ndr),
        new("exchange-invalid-content", Reason.ContentRejected,
            ["STOREDRV* … InvalidContent*", "CAT.InvalidContent*", "STOREDRV* … ConversionFailedException", "TRANSPORT.RULES.RejectMessage"],
            "550 5.6.0 CAT.InvalidContent.Exception: the message cannot be read", Ndr),
        new("exchange-edge-blocking", Reason.MailboxUnknown,
            [
                "recipient address rejected: access denied", "all recipient addresses rejected : access denied",
                "recipient addresses rejected: access denied",
            ],
            "550 5.4.1 Recipient address rejected: Access denied. [XX1EUR01FT001.example]", "learn.microsoft.com: directory-based edge blocking"),
        new("exchange-domain-nonexistent", Reason.DomainUnknown,
            ["InfoDomainNonexistent", "DNS domain … does not exist", "DnsDomainDoesNotExist", "DnsDomainIsInvalid"],
            "550 5.4.310 DNS domain voorbeeld.invalid does not exist [Message=InfoDomainNonexistent]", Ndr),
        new("outlook-block-list", Reason.ReputationBlock,
            [
                "part of their network is on our block list", "weren't sent … block list", "S3140",
                "S3150", "sender.office.com", "banned sending IP", "banned sender", "using customer block list",
                "Access denied, spam abuse detected",
            ],
            "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Part of their network is on our block list (S3150).", Outlook),
        new("outlook-ip-rate", Reason.ReputationBlock,
            ["rate limited due to IP reputation", "S775", "S844", "S843"],
            "451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation (S775).", Outlook),
        new("outlook-spam-policy", Reason.PolicyBlock,
            ["SC-001", "SC-002", "SC-004", "DY-001", "DY-002", "OU-001", "OU-002", "CO-SC*", "BAY-SC*", "COL-SC*", "SNT-SC*"],
            "550 SC-001 Mail rejected by Outlook.com for policy reasons.", Outlook),
        new("outlook-mailbox-unavailable", Reason.MailboxUnknown,
            ["mailbox unavailable S2017062302", "mailbox unavailable S2017*"],
            "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).", Outlook),
        new("exchange-authentication-level", Reason.AuthFailed,
            ["does not meet the required authentication level", "does not pass DMARC verification"],
            "550 5.7.515 Access denied, sending domain example.nl does not meet the required authentication level.", Outlook),
        new("exchange-hourly-limit", Reason.RateLimited,
            [
                "exceeded the limit for the number of messages", "exceeded their limit for the number of messages", "ExceededMessageLimit",
                "AS(4221*", "ThrottlePolicy*", "tenant has exceeded threshold", "traffic not accepted from this IP … 4.7.5",
            ],
            "554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour.", Ndr),
        new("exchange-server-busy", Reason.RateLimited,
            ["the server is busy please try again later", "server busy. please try again later from", "AS(843)", "AS(844)"],
            "451 4.7.500 Server busy. Please try again later from [192.0.2.1].", Ndr),
        new("exchange-resources", Reason.ServerError,
            ["failed to be replicated", "no healthy secondary server",
                "insufficient system resources", "STOREDRV.Deliver* … StorageTransientException",
                "Connection dropped due to … InternalError", "MailboxOffline*", "MailboxInSiteFailover*",
            ],
            "452 4.3.1 Insufficient system resources (TotalQuotaReached).", Ndr),
    ];
}
