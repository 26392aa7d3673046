using FailureFunctions.Classification.Rules;

namespace FailureFunctions.Classification.Text;

/// <summary>
/// Finds the patterns of all rules in a folded text in one pass. Built once; safe for use by many threads.
/// </summary>
/// <remarks>
/// From every word of the text, and every part of a host name, the trie of all patterns is walked for as long as it matches, so the time is bounded by
/// the words of the text times the longest pattern, whatever the text. No text can make it backtrack.
/// </remarks>
internal sealed class PhraseIndex
{
    /// <summary>How many characters the parts of a pattern may lie apart.</summary>
    public const int Gap = 48;

    private readonly PhraseTrie _trie = new();
    private readonly Rule[] _rules;
    private readonly int _chains;

    /// <summary>Builds the index.</summary>
    /// <param name="rules">The rules, the first having precedence.</param>
    public PhraseIndex(IReadOnlyList<Rule> rules)
    {
        _rules = [.. rules];
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            foreach (var pattern in _rules[rule].Patterns)
            {
                var parts = PatternParts.Of(pattern);
                var chain = parts.Count > 1 ? _chains++ : 0;
                for (var part = 0; part < parts.Count; part++)
                    _trie.Add(parts[part], new PhraseTrie.Hit(rule, chain, part, part == parts.Count - 1));
            }
        }

        _trie.Freeze();
    }

    /// <summary>Finds the rule that decides: of all that match, the one with precedence.</summary>
    /// <param name="words">A folded text.</param>
    /// <param name="circumstances">What is known beside the text.</param>
    /// <returns>The index of the rule, or -1.</returns>
    public int Find(ReadOnlySpan<char> words, Circumstances circumstances)
    {
        var best = int.MaxValue;
        // Per chain of parts: how many have been seen, and where the last of them ended.
        Span<(short Seen, short End)> progress = stackalloc (short, short)[_chains];
        for (var start = 0; start < words.Length; start++)
        {
            if (start > 0 && words[start - 1] != Folding.Blank && words[start] != '.' && !Folding.IsWrittenWithoutBlanks(words[start]))
                continue;
            var node = PhraseTrie.Root;
            for (var at = start; at < words.Length; at++)
            {
                node = _trie.Next(node, words[at]);
                if (node == PhraseTrie.NoNode)
                    break;
                foreach (var hit in _trie.HitsAt(node))
                {
                    if (hit.Rule < best && Completes(hit, start, at + 1, progress) && Holds(hit.Rule, circumstances))
                        best = hit.Rule;
                }
            }
        }

        return best == int.MaxValue ? -1 : best;
    }

    private static bool Completes(in PhraseTrie.Hit hit, int start, int end, Span<(short Seen, short End)> progress)
    {
        if (hit.Part == 0 && hit.IsLast)
            return true;
        ref var chain = ref progress[hit.Chain];
        if (hit.Part == 0)
        {
            if (chain.Seen <= 1)
                chain = (1, (short)end);
            return false;
        }

        if (chain.Seen != hit.Part || start < chain.End)
            return false;
        if (start - chain.End > Gap)
        {
            chain = default;
            return false;
        }

        if (hit.IsLast)
            return true;
        chain = ((short)(hit.Part + 1), (short)end);
        return false;
    }

    private bool Holds(int rule, Circumstances circumstances)
    {
        var needed = _rules[rule].When;
        return (circumstances & needed) == needed;
    }
}
