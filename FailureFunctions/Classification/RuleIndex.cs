using System.Runtime.InteropServices;

namespace FailureFunctions.Classification;

internal readonly record struct Match(Pattern? Pattern, int Start, int End);

/// <summary>
/// Finds patterns in replies. A pattern is tried only in a sentence that has its rarest word, and there in one pass per
/// word of the pattern: there is no backtracking.
/// </summary>
internal sealed class RuleIndex
{
    private readonly Pattern[] _patterns;
    private readonly List<Pattern>?[] _byWord;

    public RuleIndex(IEnumerable<Pattern> patterns, int words)
    {
        _patterns = [.. patterns];
        var frequency = new int[words];
        foreach (var pattern in _patterns)
            foreach (var word in pattern.Needed[0])
                foreach (var id in word.Ids)
                    frequency[id]++;
        _byWord = new List<Pattern>?[words];
        foreach (var pattern in _patterns)
            foreach (var id in Rarest(pattern.Needed[0], frequency).Ids)
                if ((_byWord[id] ??= []) is var list && (list.Count == 0 || list[^1] != pattern))
                    list.Add(pattern);
    }

    /// <summary>Finds the pattern of the lowest order that matches and whose conditions hold.</summary>
    /// <param name="steps">Counts the words of a text that were compared with a word of a pattern.</param>
    public Match Find(Words words, in Circumstances known, ref int steps)
    {
        var best = default(Match);
        var order = int.MaxValue;
        Span<uint> tried = stackalloc uint[(_patterns.Length > 0 ? _patterns[^1].Order / 32 : 0) + 1];
        for (var start = 0; start < words.Length;)
        {
            var sentence = words[start..EndOf(words, start)];
            tried.Clear();
            for (var at = 0; at < sentence.Length; at++)
                foreach (var pattern in CollectionsMarshal.AsSpan(sentence[at].Id < 0 ? null : _byWord[sentence[at].Id]))
                {
                    ref var bits = ref tried[pattern.Order / 32];
                    var bit = 1u << pattern.Order;
                    if (pattern.Order >= order || (bits & bit) != 0)
                        continue;
                    bits |= bit;
                    if (!(pattern.Rule.IsHint || pattern.Rule.When.Holds(known)) || !TryMatch(sentence, pattern.Needed[0], ref steps, out var from, out var to) || !HoldsElsewhere(words, pattern, ref steps))
                        continue;
                    (order, best) = (pattern.Order, new Match(pattern, start + from, start + to));
                }
            start += sentence.Length;
        }
        return best;
    }

    /// <summary>Every pattern that is in a text, by its order, whatever its conditions. For explanations, not for speed.</summary>
    public List<Pattern> All(Words words)
    {
        var found = new List<Pattern>();
        var steps = 0;
        foreach (var pattern in _patterns)
            if (IsIn(words, pattern.Needed[0], ref steps) && HoldsElsewhere(words, pattern, ref steps))
                found.Add(pattern);
        return found;
    }

    private static PatternWord Rarest(PatternWord[] words, int[] frequency)
    {
        var (rarest, least) = (words[0], int.MaxValue);
        foreach (var word in words)
        {
            var sum = 0;
            foreach (var id in word.Ids)
                sum += frequency[id];
            if (sum < least)
                (rarest, least) = (word, sum);
        }
        return rarest;
    }

    private static int EndOf(Words words, int start)
    {
        var end = start + 1;
        while (end < words.Length && words[end].Sentence == words[start].Sentence)
            end++;
        return end;
    }

    private static bool HoldsElsewhere(Words words, Pattern pattern, ref int steps)
    {
        for (var i = 1; i < pattern.Needed.Length; i++)
            if (!IsIn(words, pattern.Needed[i], ref steps))
                return false;
        foreach (var part in pattern.Forbidden)
            if (IsIn(words, part, ref steps))
                return false;
        return true;
    }

    private static bool IsIn(Words words, PatternWord[] part, ref int steps)
    {
        for (var start = 0; start < words.Length; start = EndOf(words, start))
            if (TryMatch(words[start..EndOf(words, start)], part, ref steps, out _, out _))
                return true;
        return false;
    }

    // For each word of the pattern: the places where the pattern up to it can end, each with where it started. The nearest
    // place before is the best, so one is enough to remember.
    private static bool TryMatch(Words sentence, PatternWord[] part, ref int steps, out int from, out int to)
    {
        Span<short> starts = stackalloc short[sentence.Length];
        (from, to) = (0, -1);
        for (var i = 0; i < part.Length; i++)
        {
            var word = part[i];
            var reach = 2 + (2 * word.Gap);
            var (last, lastStart) = (-1, -1);
            to = -1;
            for (var at = 0; at < sentence.Length; at++)
            {
                var before = starts[at];
                steps++;
                starts[at] = -1;
                if (word.Is(sentence[at].Id))
                {
                    starts[at] = (short)(i == 0 ? at : last >= 0 && sentence[at].Place - sentence[last].Place <= reach ? lastStart : -1);
                    if (to < 0 && starts[at] >= 0)
                        (from, to) = (starts[at], at);
                }
                if (i > 0 && before >= 0)
                    (last, lastStart) = (at, before);
            }
            if (to < 0)
                return false;
        }
        return true;
    }
}
