namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>The rules of the languages of Western Europe in one order; those of the East are <see cref="EasternLanguages"/>.</summary>
internal static class OtherLanguages
{
    // What comes first says more, or has words that the next would take too: a quota for what is sent is no mailbox, and the domain
    // of the sender is a domain. Who is blamed for the message comes before the recipient, as in English.
    private static readonly Reason[] InOrder =
    [
        Reason.ServerError, Reason.AuthFailed, Reason.RateLimited, Reason.MailboxFull, Reason.SpamContent, Reason.RecipientRefused,
        Reason.SenderRejected, Reason.MessageTooLarge, Reason.ReputationBlock, Reason.ContentRejected, Reason.RoutingError, Reason.Expired,
        Reason.ConnectionFailed, Reason.ProtocolError, Reason.PolicyBlock, Reason.MailboxDisabled, Reason.DomainUnknown, Reason.MailboxUnknown,
    ];

    // Words with other uses: a fault says why to try later, and a refusal says least.
    private static readonly Reason[] VagueInOrder =
        [Reason.MailboxFull, Reason.MailboxDisabled, Reason.MailboxUnknown, Reason.ServerError, Reason.RateLimited, Reason.PolicyBlock];

    /// <summary>
    /// The rules, the first having precedence: by what they say, since languages share words (Spanish, Italian and Portuguese above
    /// all), so that the same order must hold over all of them.
    /// </summary>
    public static IEnumerable<Rule> Rows => All.Where(rule => !IsMereRefusal(rule));

    /// <summary>Those that say no more than that something was refused; they come after what English says of the cause.</summary>
    public static IEnumerable<Rule> Refusals => All.Where(IsMereRefusal);

    private static IEnumerable<Rule> All => new Rule[][]
    {
        StandardReplies.Rows,
        German.Rows,
        Dutch.Rows,
        French.Rows,
        Spanish.Rows,
        Italian.Rows,
        Portuguese.Rows,
        Nordic.Rows,
        FinnishAndHungarian.Rows,
        RomanianAndCatalan.Rows,
    }.SelectMany(rows => rows).OrderBy(rule => rule.Confidence is not Confidence.High)
        .ThenBy(rule => rule.Confidence is not Confidence.High && rule.When is Circumstances.None)
        .ThenBy(rule => Array.IndexOf(rule.Confidence is Confidence.High ? InOrder : VagueInOrder, rule.Reason));

    private static bool IsMereRefusal(Rule rule) => rule is { Reason: Reason.PolicyBlock, Confidence: not Confidence.High };
}
