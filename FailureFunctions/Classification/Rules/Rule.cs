namespace FailureFunctions.Classification.Rules;

/// <summary>
/// A rule about the text of a reply: one row of a table.
/// </summary>
/// <param name="Name">Kebab-case, unique and stable: people filter and report by it.</param>
/// <param name="Reason">The reason that a match stands for. Severity and advice follow from it and cannot be given here.</param>
/// <param name="Patterns">
/// What matches, any one of them. A pattern is words as they stand in the reply; case, accents, punctuation and line ends
/// do not matter. <c>…</c> between words stands for up to <see cref="Text.PatternParts.LongGap"/> other words, <c>‥</c> for
/// up to <see cref="Text.PatternParts.ShortGap"/>, a <c>*</c> at the end of words for the rest of a word, a name in braces
/// (<c>{mailbox}</c>) for any phrase of that class (<see cref="WordClasses"/>; with a <c>?</c> in it also for none), <c>{address}</c>, <c>{ip}</c> and <c>{host}</c> for an e-mail address, an IP
/// address, and the end of a host name. A dotted name matches host names that end in it; a word that starts with a slash
/// (<c>/p=NoSuchUser</c>) matches in the path of a URL, where no other pattern looks.
/// </param>
/// <param name="Example">A reply in our own words that this rule decides; a test holds it to that.</param>
/// <param name="Source">Where this is known from.</param>
internal sealed record Rule(string Name, Reason Reason, string[] Patterns, string Example, string Source)
{
    /// <summary>How far the rule can be trusted. Default: high. A rule of low confidence never suppresses at once.</summary>
    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>What must hold beside the text; all of it. Default: nothing.</summary>
    public Circumstances When { get; init; }
}
