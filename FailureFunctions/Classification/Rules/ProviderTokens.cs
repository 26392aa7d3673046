namespace FailureFunctions.Classification.Rules;

/// <summary>What other providers say in words or codes of their own.</summary>
internal static class ProviderTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("qq-rate-or-unknown", Reason.MailboxUnknown, ["mailbox unavailable or access denied"],
            "550 Mailbox unavailable or access denied [q7Yk0001 IP: 192.0.2.1]", "service.mail.qq.com: the same text also throttles, so low confidence")
            { Confidence = Confidence.Low },
        new("qq-frequency", Reason.RateLimited, ["connection frequency limited", "frequency limited"],
            "550 Connection frequency limited. http://service.mail.qq.com", "service.mail.qq.com"),
        new("qq-suspected-spam", Reason.SpamContent, ["suspected bounce attacks", "mail content denied", "suspected spam"],
            "550 Mail content denied. http://service.mail.qq.com", "service.mail.qq.com"),
        new("netease-spam", Reason.SpamContent, ["DT:SPM", "MI:SPB", "MI:SPM", "HL:ICC"],
            "554 DT:SPM mx1 1234, please see http://mail.163.com/help", "mail.163.com/help: reply codes"),
        new("netease-policy", Reason.RateLimited, ["HL:IFC", "HL:IFR", "HL:REP", "HL:MEP", "MI:SFQ", "MI:CEL", "MI:DMC", "MI:IMF", "RP:QRC", "RP:RCL", "RP:TRC", "MI:NHD"],
            "451 RP:QRC 163 smtp2, too many recipients from this sender in a day", "mail.163.com/help: reply codes"),
        new("netease-unknown", Reason.MailboxUnknown, ["RP:CEL", "User not found … 163"],
            "550 RP:CEL no such user at this system", "mail.163.com/help: reply codes"),
        new("kddi-unknown", Reason.MailboxUnknown, ["auone-net.jp … recipient address rejected", "ezweb.ne.jp … recipient address rejected", "au.com … recipient address rejected"],
            "host mx.auone-net.jp[192.0.2.1] said: 550 Recipient address rejected.", "KDDI: says no more for an address that does not exist"),
        new("facebook-recipient", Reason.MailboxUnknown, ["RCP-P1"],
            "550 5.1.1 RCP-P1 https://www.facebook.com/postmaster/response_codes", "facebook.com/postmaster: response codes"),
        new("facebook-preferences", Reason.RecipientRefused, ["RCP-P2", "RCP-P3", "recipient preferences"],
            "550 5.1.1 RCP-P2 Refused due to recipient preferences", "facebook.com/postmaster: response codes"),
        new("facebook-rate", Reason.RateLimited, [.. Numbered("RCP-T", "CON-T", "POL-T", "MSG-T", "INT-T")],
            "451 4.7.1 CON-T1 https://www.facebook.com/postmaster/response_codes", "facebook.com/postmaster: response codes"),
        new("facebook-policy", Reason.PolicyBlock, [.. Numbered("POL-P", "URL-P", "DNS-P", "INT-P")],
            "554 5.7.1 POL-P6 https://www.facebook.com/postmaster/response_codes", "facebook.com/postmaster: response codes"),
        new("iua-frozen", Reason.MailboxDisabled, ["mailbox is frozen", "mailbox frozen"],
            "550 Mailbox is frozen. See the help pages", "mail.i.ua/err"),
    ];

    // The codes from 1 to 9: a star would take "DNS PTR" for DNS-P and "con todo" for CON-T.
    private static IEnumerable<string> Numbered(params string[] codes) =>
        codes.SelectMany(code => Enumerable.Range(1, 9).Select(number => $"{code}{number}"));
}
