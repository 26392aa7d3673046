using FailureFunctions.Classification.Rules.Languages;

namespace FailureFunctions.Classification.Rules;

/// <summary>All rules about what remote servers say, in order of precedence.</summary>
internal static class RuleBook
{
    /// <summary>
    /// The rules. The surest come first: providers' own tokens. Then, by the rule of least harm, what blames the sender
    /// comes before what blames the recipient, as long as its words say just that; words with other uses come later.
    /// </summary>
    public static IReadOnlyList<Rule> InOrderOfPrecedence { get; } =
    [
        .. GoogleTokens.Rows,
        .. MicrosoftTokens.Rows,
        .. YahooTokens.Rows,
        .. EmailServiceTokens.Rows,
        .. AmericanTokens.Rows,
        .. EuropeanTokens.Rows,
        .. FilterTokens.Rows,
        .. EasternProviders.Rows,
        .. ProviderTokens.Rows,
        .. ServerRules.Rows,
        .. ContentRules.WithAdvice,
        .. AuthenticationRules.Rows,
        .. SizeAndQuotaRules.MessageCount,
        .. ReputationRules.SendersIp,
        .. ThrottleRules.Clear,
        .. ReputationRules.ListNames,
        .. RecipientRules.Blocks,
        .. LateRules.NamedPolicy,
        .. SenderRules.Rows,
        .. SizeAndQuotaRules.Rows,
        .. RelayAndRoutingRules.Rows,
        .. RecipientRules.Clear,
        .. AuthenticationRules.Demanded,
        .. ContentRules.Files,
        .. MailboxRules.Unlisted,
        .. ReputationRules.Clear,
        .. ContentRules.Clear,
        .. ReputationRules.ClientHost,
        .. LateRules.Tls,
        .. SenderRules.AtMailFrom,
        .. MailboxRules.First,
        .. LateRules.UnknownErrors,
        .. LateRules.BeforeMailboxes,
        .. DomainRules.OutOfOrder,
        .. DomainRules.Clear,
        .. MailboxRules.Clear,
        .. DomainRules.Rows,
        .. OtherLanguages.Rows,
        .. EasternLanguages.Rows,
        .. AmericanTokens.Late,
        .. ReputationRules.Vague,
        .. ContentRules.Vague,
        .. OtherLanguages.Refusals,
        .. LateRules.Policy,
        .. LateRules.Expiry,
        .. RecipientRules.Likely,
        .. MailboxRules.Vague,
        .. ThrottleRules.Vague,
        .. LateRules.Faults,
        .. RecipientRules.Vague,
        .. LateRules.Refusals,
    ];
}
