using FailureFunctions.Classification.Text;

namespace FailureFunctions.Classification.Rules;

/// <summary>Rules about texts, ready to be asked. Safe for use by many threads.</summary>
internal sealed class RuleSet
{
    private readonly PhraseIndex _index;
    private readonly Verdict[] _verdicts;

    /// <summary>Prepares the rules.</summary>
    /// <param name="rules">The rules, the first having precedence.</param>
    public RuleSet(IReadOnlyList<Rule> rules)
    {
        _index = new PhraseIndex(rules);
        _verdicts = [.. rules.Select(rule => Verdict.Of(rule.Reason, rule.Name, rule.Confidence))];
    }

    /// <summary>What the rule with precedence says, of all that match.</summary>
    /// <param name="words">A folded text.</param>
    /// <param name="circumstances">What is known beside the text.</param>
    /// <returns>Its verdict, or null when none matches.</returns>
    public Verdict? Find(ReadOnlySpan<char> words, Circumstances circumstances)
    {
        var rule = words.IsEmpty ? -1 : _index.Find(words, circumstances);
        return rule < 0 ? null : _verdicts[rule];
    }
}
