using FailureFunctions.Classification.Rules.Languages;

namespace FailureFunctions.Classification.Rules;

/// <summary>All rules about what remote servers say, in order of precedence.</summary>
internal static class RuleBook
{
    // Languages share words (Spanish, Italian and Portuguese above all), so the same order holds over all of them.
    private static IEnumerable<Rule> InOtherLanguages => new Rule[][]
    {
        German.Rows,
        Dutch.Rows,
        French.Rows,
        Spanish.Rows,
        Italian.Rows,
        Portuguese.Rows,
        Russian.Rows,
        Japanese.Rows,
        Chinese.Rows,
        MoreLanguages.Rows,
    }.SelectMany(rows => rows).OrderBy(rule => rule switch
    {
        { Confidence: not Confidence.High } => 2,
        { Reason: Reason.MailboxDisabled or Reason.MailboxUnknown or Reason.DomainUnknown } => 1,
        _ => 0,
    });

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
        .. ProviderTokens.Rows,
        .. ContentRules.WithAdvice,
        .. AuthenticationRules.Rows,
        .. SizeAndQuotaRules.MessageCount,
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
        .. ReputationRules.Clear,
        .. ContentRules.Clear,
        .. LateRules.Tls,
        .. SenderRules.AtMailFrom,
        .. LateRules.BeforeMailboxes,
        .. MailboxRules.First,
        .. LateRules.UnknownErrors,
        .. DomainRules.OutOfOrder,
        .. DomainRules.Clear,
        .. MailboxRules.Clear,
        .. DomainRules.Rows,
        .. InOtherLanguages,
        .. AmericanTokens.Late,
        .. ReputationRules.Vague,
        .. ContentRules.Vague,
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
