namespace FailureFunctions.Classification.Rules;

/// <summary>What providers of North America say in words or codes of their own.</summary>
internal static class AmericanTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("godaddy-rate", Reason.RateLimited, ["has sent to too many recipients", "IB607*", "IB605*", "IB007", "IB705*", "IB510", "IB504*"],
            "550 5.1.1 <jan@example.nl> - 192.0.2.0 has sent to too many recipients this hour. IB607", "godaddy.com/help: email bounceback codes"),
        new("cloudmark-reputation", Reason.ReputationBlock, ["poor reputation … cloudmark", "AUP#CXRP", "AUP#BL", "AUP#CXMJ", "AUP#CXBL", "AUP#IPBL*", "AUP#SNDR", "AUP#CDRBL", "AUP#RBL", "AUP#In-1200", "AUP#In-1250"],
            "554 ERROR: Mail Refused - 192.0.2.1 - See https://example.net/aup AUP#CXRP", "Cox and Charter: postmaster pages"),
        new("cox-authentication", Reason.AuthFailed, ["AUP#CXSNDR", "AUP#CXDNS"],
            "550 5.1.0 <bounce@example.nl> message rejected. AUP#CXSNDR", "postmaster.cox.net: SPF, DKIM or reverse DNS of the sender"),
        new("cox-rate", Reason.RateLimited, ["AUP#CXCNCT", "AUP#CXMXRT", "AUP#CXTHRT"],
            "421 4.7.0 192.0.2.1 refused, see the page of error codes. AUP#CXCNCT", "postmaster.cox.net: connections, messages"),
        new("cox-protocol", Reason.PolicyBlock, ["AUP#CXSMTP"],
            "550 5.1.0 192.0.2.1 refused, see the page of error codes. AUP#CXSMTP", "postmaster.cox.net"),
        new("charter-sender-rejected", Reason.SenderRejected, ["sender rejected AUP#*", "AUP#In-13*", "AUP#I-13*"],
            "550 5.1.0 <bounce@example.nl> sender rejected. AUP#In-1310", "Charter: postmaster page"),
        new("icloud-inactive", Reason.MailboxUnknown, ["inactive email address"],
            "550 5.1.1 <jan@icloud.example>: inactive email address", "Apple: says so of addresses that no longer are, under 5.1.1"),
        new("icloud-policy", Reason.PolicyBlock, ["CS01", "CS02", "rejected due to local policy … /HT204137", "HM08", "HM07"],
            "550 5.7.1 [CS01] Message rejected due to local policy. https://support.apple.com/HT204137", "support.apple.com/HT204137"),
        new("comcast-block", Reason.ReputationBlock, ["BL000000", "BL000001", "BL000010", "PT000001", "RL000001 … reputation"],
            "554 resimta-po-01 comcast 192.0.2.1 found on one or more block lists. BL000000", "postmaster.comcast.net"),
        new("comcast-rate", Reason.RateLimited, ["RL000001", "RL000002", "RL000003", "RL000010"],
            "421 4.1.0 192.0.2.1 Throttled. See error RL000001", "postmaster.comcast.net"),
        new("comcast-abandoned", Reason.MailboxFull, ["extended quota violation"],
            "552 5.1.1 <jan@comcast.example> recipient rejected - extended quota violation", "postmaster.comcast.net"),
        new("verizon-no-recipients", Reason.MailboxUnknown, ["no valid recipients for this MM"],
            "No valid recipients for this MM", "Verizon: MMS gateway"),
    ];

    /// <summary>Codes that go with words as a rule, which are surer; they come after the rules about words.</summary>
    public static Rule[] Late { get; } =
    [
        new("godaddy-block", Reason.ReputationBlock, ["IB10*", "IB110", "IB111", "IB112", "IB113", "IB6*", "IB705"],
            "554 See our pages. IB103", "godaddy.com/help: email bounceback codes"),
        new("godaddy-sender", Reason.SenderRejected, ["IB501", "IB502", "IB506", "IB507", "IB509"],
            "550 5.2.0 <info@example.nl> See our pages. IB506", "godaddy.com/help: email bounceback codes"),
        new("godaddy-spam", Reason.SpamContent, ["IB212", "IB702", "IB703", "IB704", "IB210", "IB901", "IB404", "IB401"],
            "552 See our pages. IB212", "godaddy.com/help: email bounceback codes"),
    ];
}
