namespace FailureFunctions.Classification.Rules;

/// <summary>What other providers say in words or codes of their own.</summary>
internal static class ProviderTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
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
