namespace FailureFunctions.Classification.Rules;

/// <summary>What services that send mail for others say themselves.</summary>
internal static class EmailServiceTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("suppressed-by-provider", Reason.AlreadySuppressed,
            [
                "not delivering to previously", "previously bounced address", "previously unsubscribed", "suppressed sending to this address",
                "suppression list", "address suppressed", "recipient suppressed", "account suppression list", "is suppressed", "on our suppression",
                "suppressed due to",
            ],
            "605 Not delivering to previously bounced address", "Amazon SES, Mailgun, SparkPost: their own lists, so no fresh evidence"),
        new("sparkpost-given-up", Reason.Expired, ["[internal] message timeout"],
            "554 5.4.7 [internal] message timeout (last transfail: no MX for the domain)", "SparkPost: bounce classification"),
    ];
}
