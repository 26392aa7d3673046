namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>The rules of the languages of Asia and Eastern Europe in one order.</summary>
internal static class EasternLanguages
{
    /// <summary>
    /// The rules, the first having precedence. Languages share few words here, so each keeps its own order, by which of two
    /// things said at once says more; over all of them, what would have the address dead comes after what would not.
    /// </summary>
    public static IEnumerable<Rule> Rows => new Rule[][]
    {
        Russian.Rows,
        Japanese.Rows,
        Chinese.Rows,
        Korean.Rows,
        Polish.Rows,
        CzechAndSlovak.Rows,
        Turkish.Rows,
        Greek.Rows,
        Hebrew.Rows,
        Arabic.Rows,
        Ukrainian.Rows,
        Bulgarian.Rows,
        SouthSlavic.Rows,
        Thai.Rows,
        Vietnamese.Rows,
        Indonesian.Rows,
        Hindi.Rows,
    }.SelectMany(rows => rows).OrderBy(rule => rule switch
    {
        { Confidence: not Confidence.High } => 2,
        { Reason: Reason.MailboxDisabled or Reason.MailboxUnknown or Reason.DomainUnknown } => 1,
        _ => 0,
    });
}
