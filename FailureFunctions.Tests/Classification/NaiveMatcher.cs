using FailureFunctions.Classification.Rules;
using FailureFunctions.Classification.Text;

namespace FailureFunctions.Tests.Classification;

/// <summary>What a pattern means, in the plainest way: every phrase is tried at every place. For comparison only.</summary>
internal static class NaiveMatcher
{
    public static int Find(IReadOnlyList<Rule> rules, string words, Circumstances circumstances)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var applies = (circumstances & rules[rule].When) == rules[rule].When;
            if (applies && rules[rule].Patterns.SelectMany(PatternParts.Of).Any(parts => Matches(parts, words)))
                return rule;
        }

        return -1;
    }

    private static bool Matches(IReadOnlyList<PatternPart> parts, string words)
    {
        var ends = new HashSet<int>();
        for (var part = 0; part < parts.Count; part++)
        {
            var before = ends;
            ends = [.. OccurrencesOf(parts[part], words)
                .Where(found => part == 0 || Enumerable.Range(found.Start - parts[part].Gap, parts[part].Gap + 1).Any(before.Contains))
                .Select(found => found.End)];
        }

        return ends.Count > 0;
    }

    private static IEnumerable<(int Start, int End)> OccurrencesOf(PatternPart part, string words) =>
        from phrase in part.Phrases
        from at in Enumerable.Range(0, words.Length)
        where (StartsPlace(words, at) || words[at] == '.') && string.CompareOrdinal(words, at, phrase, 0, phrase.Length) == 0
        select (PlaceOf(words, at), PlaceOf(words, at + phrase.Length - 1) + 1);

    private static int PlaceOf(string words, int at) => Enumerable.Range(0, at + 1).Count(place => StartsPlace(words, place)) - 1;

    private static bool StartsPlace(string words, int at) =>
        at == 0 || words[at - 1] == Folding.Blank || Folding.IsWrittenWithoutBlanks(words[at]);
}
