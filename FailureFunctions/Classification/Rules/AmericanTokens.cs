namespace FailureFunctions.Classification.Rules;

/// <summary>What providers of North America say in words or codes of their own.</summary>
internal static class AmericanTokens
{
    private const string GoDaddy = "godaddy.com/help: fix rejected email with a bounce error";
    private const string Cox = "postmaster.cox.net: error codes";
    private const string Comcast = "postmaster.comcast.net: mail delivery error codes";
    private const string Att = "rbl.att.net: error message summary";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("godaddy-busy", Reason.ServerError, ["IB101"],
            "421 Server temporarily unavailable. Try again later. IB101", GoDaddy),
        new("godaddy-rate", Reason.RateLimited,
            ["has sent to too many recipients", "IB607*", "IB605*", "IB603", "IB602*", "IB604*", "IB007", "IB504*", "IB510", "IB511"],
            "550 5.1.1 <jan@example.nl> - 192.0.2.0 has sent to too many recipients this hour. IB607", GoDaddy),
        new("godaddy-virus", Reason.ContentRejected, ["IB705"],
            "552 Virus infected message rejected. IB705", GoDaddy),
        new("godaddy-from", Reason.ContentRejected, ["IB501", "IB502"],
            "550 <info@example.nl> IP addresses are not allowed as a From: Address. IB502", GoDaddy + ": the header, not the envelope"),
        new("godaddy-block", Reason.ReputationBlock, ["IB102", "IB103", "IB104", "IB105", "IB106", "IB110", "IB111", "IB112", "IB113", "IB115"],
            "554 This IP has been temporarily blocked for attempting to mail too many invalid recipients. IB112", GoDaddy),
        new("godaddy-login", Reason.PolicyBlock, ["IB401", "IBSMTP"],
            "535 Authentication not allowed on IBSMTP Servers. IB401", GoDaddy + ": this server takes mail for its own domains only"),
        new("charter-block", Reason.ReputationBlock,
            ["server not available AUP#*", "blocked AUP#*", "server not available … has been blocked", "AUP#In-1200", "AUP#In-1250"],
            "554 mx.example.net cmsmtp ESMTP server not available AUP#I-1010", "spectrum.net: understanding email error codes; from memory"),
        new("cox-block", Reason.ReputationBlock,
            ["poor reputation … cloudmark", "AUP#CXRP", "AUP#BL", "AUP#CXMJ", "AUP#CXBL", "AUP#IPBL*", "AUP#SNDR", "AUP#CDRBL", "AUP#RBL"],
            "554 ERROR: Mail Refused - 192.0.2.1 - See https://example.net/aup AUP#CXRP", Cox),
        new("cox-url", Reason.SpamContent, ["AUP#URLBL*"],
            "552 5.2.0 Message refused. AUP#URLBL1000", Cox + ": a URL in the message is listed"),
        new("cox-authentication", Reason.AuthFailed, ["AUP#CXSNDR", "AUP#CXDNS", "AUP#CXRPTR", "AUP#CXRDNS"],
            "550 5.1.0 <bounce@example.nl> message rejected. AUP#CXSNDR", Cox + ": SPF, DKIM or reverse DNS of the sender"),
        new("cox-rate", Reason.RateLimited, ["AUP#CXCNCT", "AUP#CXMXRT", "AUP#CXTHRT"],
            "421 4.7.0 192.0.2.1 refused, see the page of error codes. AUP#CXCNCT", Cox + ": connections, messages"),
        new("cox-protocol", Reason.PolicyBlock, ["AUP#CXSMTP"],
            "550 5.1.0 192.0.2.1 refused, see the page of error codes. AUP#CXSMTP", Cox),
        new("charter-recipient-rejected", Reason.MailboxUnknown, ["recipient rejected AUP#*"],
            "550 5.1.1 <jan@example.nl> recipient rejected. AUP#In-1010", "Charter; from memory") { Confidence = Confidence.Medium, When = Circumstances.Permanent },
        new("charter-sender-rejected", Reason.SenderRejected, ["sender rejected AUP#*", "AUP#In-13*", "AUP#I-13*"],
            "550 5.1.0 <bounce@example.nl> sender rejected. AUP#In-1310", "Charter: postmaster page"),
        new("roadrunner-block", Reason.ReputationBlock, ["/amIblockedByRR*", "RDNSBL*", "error mail refused", "error mail from {ip} refused"],
            "554 ERROR: Mail refused - <192.0.2.6> - See http://security.example.com/amIblockedByRR?ip=192.0.2.6", "Road Runner; from memory"),
        new("icloud-inactive", Reason.MailboxUnknown, ["inactive email address"],
            "550 5.1.1 <jan@icloud.example>: inactive email address", "Apple: says so of addresses that no longer are, under 5.1.1"),
        new("icloud-policy", Reason.PolicyBlock,
            [
                "CS01", "CS02", "CS03", "rejected due to local policy … /HT204137", "HM08", "HM07", "XR01", "LC01",
                "message deferred due to local policy",
            ],
            "550 5.7.1 [CS01] Message rejected due to local policy. https://support.apple.com/HT204137", "support.apple.com/HT204137; the codes from memory"),
        new("comcast-reverse-dns", Reason.AuthFailed, [.. InTextOrUrl("PT0000*")],
            "554 mx.example.net 192.0.2.40 see the page of error codes. PT000000", Comcast),
        new("comcast-block", Reason.ReputationBlock,
            [.. InTextOrUrl("BL000*", "BL001*", "BL010*", "BL011*", "ES0000*"), "comcast block for spam", "RL000001 … reputation"],
            "554 resimta-po-01 comcast 192.0.2.1 found on one or more block lists. BL000000", Comcast + ": six digits, one for each list"),
        new("comcast-rate", Reason.RateLimited, [.. InTextOrUrl("RL0000*")],
            "421 4.1.0 192.0.2.1 Throttled. See error RL000001", Comcast),
        new("comcast-abandoned", Reason.MailboxFull, ["extended quota violation"],
            "552 5.1.1 <jan@comcast.example> recipient rejected - extended quota violation", Comcast),
        new("att-block", Reason.ReputationBlock, ["fblrbl", "521 {ip} is blocked", "/abuse_rbl*", "unauthorized interface for"],
            "451 4.7.1 flpi106 fblrbl temporarily refusing mail from 192.0.2.50", Att + "; the name of the list from memory"),
        new("rackspace-reverse-dns", Reason.AuthFailed, ["G1F"],
            "450 4.7.1 Client host 192.0.2.71 (G1F)", "smtp.codes/rackspace: no PTR record"),
        new("verizon-block", Reason.ReputationBlock, ["blocked by Verizon Online*"],
            "571 Email from 192.0.2.90 is currently blocked by Verizon Online's anti-spam system.", "Verizon; from memory"),
        new("verizon-no-recipients", Reason.MailboxUnknown, ["no valid recipients for this MM"],
            "No valid recipients for this MM", "Verizon: MMS gateway"),
        new("earthlink-block", Reason.ReputationBlock, ["SBRS score", "zombied spam IPs", "possible zombie system"],
            "550 Dynamic/zombied/spam IPs blocked. Write to the abuse department", "EarthLink, Cisco; from memory"),
        new("earthlink-unavailable", Reason.MailboxDisabled, ["user account is unavailable"],
            "550 jan...User account is unavailable", "EarthLink; from memory: says not whether for good, so low confidence") { Confidence = Confidence.Low },
    ];

    /// <summary>Codes that go with words as a rule, which are surer; they come after the rules about words.</summary>
    public static Rule[] Late { get; } =
    [
        new("godaddy-sender", Reason.SenderRejected, ["IB506", "IB507", "IB509"],
            "550 5.2.0 <info@example.nl> See our pages. IB506", GoDaddy),
        new("godaddy-authentication", Reason.AuthFailed, ["IB508", "IB108"],
            "550 See our pages. IB508", GoDaddy + ": SPF, reverse DNS"),
        new("godaddy-spam", Reason.SpamContent, ["IB212", "IB702", "IB703", "IB704", "IB210", "IB901", "IB902", "IB404"],
            "552 See our pages. IB212", GoDaddy),
        new("charter-policy", Reason.ReputationBlock, ["AUP#I*", "AUP#Out*"],
            "554 Please see our pages. AUP#In-1090", "spectrum.net: acceptable use; what each number stands for is not published in full"),
    ];

    // A code as a word of the reply, or at the end of the URL that explains it.
    private static IEnumerable<string> InTextOrUrl(params string[] codes) => codes.SelectMany(code => new[] { code, "/" + code });
}
