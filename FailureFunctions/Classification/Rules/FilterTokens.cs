namespace FailureFunctions.Classification.Rules;

/// <summary>What filters say that stand before many companies' mail servers, in words or codes of their own.</summary>
internal static class FilterTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("proofpoint-block", Reason.ReputationBlock, ["prs.proofpoint.com", "ipcheck.proofpoint.com", "csi.cloudmark.com"],
            "550 5.7.1 Service unavailable; client [192.0.2.1] blocked using prs.proofpoint.com", "ipcheck.proofpoint.com"),
        new("proofpoint-invalid-user", Reason.MailboxUnknown, ["user email address is marked as invalid"],
            "550 5.7.1 <jan@example.nl>: Recipient address rejected: User email address is marked as invalid", "Proofpoint Essentials"),
        new("mimecast-greylist", Reason.RateLimited, ["Internal resource temporarily unavailable"],
            "451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451", "Mimecast: SMTP error codes"),
        new("mimecast-account", Reason.ServerError, ["account inbounds disabled", "account outbounds disabled", "account service is temporarily"],
            "451 Account inbounds disabled", "Mimecast: SMTP error codes"),
        new("mimecast-user-block", Reason.RecipientRefused, ["envelope blocked - user entry", "envelope blocked - user domain entry"],
            "550 Envelope blocked - User Entry - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-sender-policy", Reason.SenderRejected, ["administrative prohibition - envelope blocked", "administrative prohibition envelope blocked"],
            "550 Administrative prohibition - envelope blocked - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-signature", Reason.ContentRejected, ["email rejected due to security policies"],
            "554 Email rejected due to security policies - https://community.mimecast.com", "Mimecast: SMTP error codes, 554: a signature of malware or spam"),
        new("mimecast-ip-blocked", Reason.ReputationBlock, ["IP temporarily blacklisted"],
            "451 IP Temporarily Blacklisted - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-spam", Reason.SpamContent, ["local CT IP reputation policy", "spamprofiler", "mimecast … spam signature", "Message submission … spam signature"],
            "554 Email rejected: spam signature found by spamprofiler", "Mimecast: SMTP error codes"),
        new("barracuda-block", Reason.ReputationBlock, ["permanent failure for one or more recipients {address} blocked", "one or more recipients … blocked", "barracudacentral.org", "barracudanetworks.com … /reputation"],
            "550 permanent failure for one or more recipients (jan@example.nl:blocked)", "Barracuda: SMTP errors"),
        new("barracuda-intent", Reason.SpamContent, ["rejected due to … barracuda … spam", "BarracudaNetworks … spam", "Message content rejected, UBE"],
            "554 rejected, BarracudaNetworks scored it as spam", "Barracuda: SMTP errors"),
        new("messagelabs-rejected", Reason.MailboxUnknown, ["542 {address} rejected", "invalid recipient … messagelabs"],
            "542 jan@example.nl Rejected", "Symantec Email Security.cloud: SMTP errors"),
    ];
}
