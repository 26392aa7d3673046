namespace FailureFunctions.Classification.Rules;

/// <summary>What filters say that stand before many companies' mail servers, in words or codes of their own.</summary>
internal static class FilterTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("sending-ip-blocked", Reason.ReputationBlock,
            ["sender IP ‥ blocked", "sender IP ‥ blacklisted", "spam IP rejected", "IP blacklisted by CSI"],
            "554 5.5.4 Spam IP rejected", "support.everycloud.com (Hornetsecurity's codes); field use: the address of a host is no sender's address"),
        new("verification-put-off", Reason.ServerError,
            ["verify recipient with downstream", "ETP103", "ETP106", "recipient temporarily unavailable", "verify destination address"],
            "451 ETP103 Invalid recipient", "docs.trellix.com: error codes; SpamExperts: the server behind the filter did not answer")
            { When = Circumstances.Transient },
        new("trellix-unknown", Reason.MailboxUnknown, ["ETP100", "ETP101", "ETP102"],
            "550 ETP102 Invalid recipient", "docs.trellix.com: error codes"),
        new("filter-loop", Reason.RoutingError, ["ETP104", "ETP105", "loop detection"],
            "554 5.5.6 Loop detection > 10 mal X-antispameurope-disclaimer", "docs.trellix.com: error codes; support.everycloud.com"),
        new("filter-attachment", Reason.ContentRejected, ["rejected content attachment", "illegal BOM"],
            "554 5.5.7 e-mail Rejected Content Attachment", "support.everycloud.com; SpamExperts"),
        new("multi-recipient-bounce", Reason.SenderRejected, ["multi-recipient bounce", "bounces are never sent to more than one recipient"],
            "550 5.5.3 Recipient address rejected: Multi-recipient bounce", "Postfix: reject_multi_recipient_bounce; SpamExperts"),
        new("filter-spam", Reason.SpamContent,
            [
                "CS message blocked", "FortiSpam*", "MCSpamSignature*", "message filtered refer to the troubleshooting",
                "message filtered … symanteccloud.com",
            ],
            "554 Email rejected due to security policies - MCSpamSignature.sa.6.1", "Mimecast, Symantec, MailChannels and FortiMail: their names for spam"),
        new("filter-relay", Reason.RoutingError, ["relaying denied from your location", "not allowed to relay", "open relay not allowed"],
            "553 sorry, relaying denied from your location [192.0.2.71] (#5.7.1)", "Symantec Email Security.cloud, Mimecast"),
        new("filter-rate", Reason.RateLimited,
            ["exceeding the number of recipients", "exceeding outbound thread limit", "allowable connection time", "intrusion prevention active"],
            "421 Exceeded allowable connection time, disconnecting.", "Cisco, Proofpoint, Mimecast; from memory"),
        new("mimecast-lists", Reason.ReputationBlock, ["mimecast.org", "local CT IP reputation"],
            "550 zen.mimecast.org Blocked.", "Mimecast: SMTP error codes; its copies of block lists"),
        new("proofpoint-block", Reason.ReputationBlock, ["prs.proofpoint.com", "ipcheck.proofpoint.com", "csi.cloudmark.com"],
            "550 5.7.1 Service unavailable; client [192.0.2.1] blocked using prs.proofpoint.com", "ipcheck.proofpoint.com"),
        new("proofpoint-invalid-user", Reason.MailboxUnknown, ["user email address is marked as invalid"],
            "550 5.7.1 <jan@example.nl>: Recipient address rejected: User email address is marked as invalid", "Proofpoint Essentials"),
        new("mimecast-greylist", Reason.RateLimited, ["Internal resource temporarily unavailable"],
            "451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451", "Mimecast: SMTP error codes"),
        new("mimecast-account", Reason.ServerError, ["account inbounds disabled", "account outbounds disabled", "account service is temporarily"],
            "451 Account inbounds disabled", "Mimecast: SMTP error codes"),
        new("mimecast-header-policy", Reason.PolicyBlock, ["content examination policy"],
            "550 Message bounced due to Content Examination Policy", "Mimecast: SMTP error codes; what the recipient's company set"),
        new("mimecast-user-block", Reason.RecipientRefused, ["envelope blocked - user entry", "envelope blocked - user domain entry"],
            "550 Envelope blocked - User Entry - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-sender-policy", Reason.SenderRejected, ["administrative prohibition envelope blocked"],
            "550 Administrative prohibition - envelope blocked - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-signature", Reason.ContentRejected, ["email rejected due to security policies"],
            "554 Email rejected due to security policies - https://community.mimecast.com", "Mimecast: SMTP error codes, 554: a signature of malware or spam"),
        new("mimecast-ip-blocked", Reason.ReputationBlock, ["IP temporarily blacklisted"],
            "451 IP Temporarily Blacklisted - https://community.mimecast.com", "Mimecast: SMTP error codes"),
        new("mimecast-spam", Reason.SpamContent, ["spamprofiler", "mimecast … spam signature", "Message submission … spam signature"],
            "554 Email rejected: spam signature found by spamprofiler", "Mimecast: SMTP error codes"),
        new("barracuda-block", Reason.ReputationBlock,
            [
                "permanent failure for one or more recipients {address} blocked", "failure for one or more recipients … blocked",
                "barracudacentral.org", "barracudanetworks.com … /reputation",
            ],
            "550 permanent failure for one or more recipients (jan@example.nl:blocked)", "Barracuda: SMTP errors"),
        new("barracuda-intent", Reason.SpamContent,
            ["rejected due to … barracuda … spam", "BarracudaNetworks … spam", "Message content rejected, UBE"],
            "554 rejected, BarracudaNetworks scored it as spam", "Barracuda: SMTP errors"),
        new("messagelabs-rejected", Reason.MailboxUnknown, ["542 {address} rejected", "invalid recipient … messagelabs"],
            "542 jan@example.nl Rejected", "Symantec Email Security.cloud: SMTP errors"),
    ];
}
