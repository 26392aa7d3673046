using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace FailureFunctions.Classification.Text;

/// <summary>Reads a rule's pattern into what is looked for in a folded text.</summary>
internal static partial class PatternParts
{
    /// <summary>How many words <c>…</c> may stand for.</summary>
    public const int LongGap = 8;

    /// <summary>How many words <c>‥</c> may stand for.</summary>
    public const int ShortGap = 3;

    private static readonly Dictionary<string, char> Markers = new()
    {
        ["{address}"] = WordBuffer.Address,
        ["{ip}"] = WordBuffer.Ip,
        ["{host}"] = WordBuffer.Host,
    };

    // Folded once: hundreds of patterns use the same classes.
    private static readonly FrozenDictionary<string, string[]> Classes =
        Rules.WordClasses.All.ToFrozenDictionary(words => words.Key, words => FoldAll(words.Value, words.Key));

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">A part has no words, a <c>*</c> in the midst, or names no class.</exception>
    public static IEnumerable<IReadOnlyList<PatternPart>> Of(string pattern) => WithAndWithout(pattern).Select(Read);

    // "{is?} unknown" stands for "{is} unknown" and "unknown".
    private static IEnumerable<string> WithAndWithout(string pattern)
    {
        var mark = pattern.IndexOf("?}", StringComparison.Ordinal);
        if (mark < 0)
            return [pattern];
        var open = pattern.LastIndexOf('{', mark);
        var without = pattern[..open] + pattern[(mark + 2)..];
        return [.. WithAndWithout(pattern.Remove(mark, 1)), .. WithAndWithout(without)];
    }

    private static List<PatternPart> Read(string pattern)
    {
        var parts = new List<PatternPart>();
        var words = new List<string>();
        var gap = 0;
        foreach (var word in WordsOf(pattern))
        {
            if (word is "…" or "‥")
            {
                EndPart();
                gap = word is "…" ? LongGap : ShortGap;
            }
            else if (word is ['{', .., '}'] && !Markers.ContainsKey(word))
            {
                EndPart();
                parts.Add(new PatternPart(gap, PhrasesOf(word, pattern)));
                gap = 0;
            }
            else
            {
                words.Add(word);
            }
        }

        EndPart();
        if (parts.Count == 0 || gap != 0)
            throw new FormatException($"The pattern \"{pattern}\" has a part without words.");
        return parts;

        void EndPart()
        {
            if (words.Count == 0)
                return;
            parts.Add(new PatternPart(gap, [Fold(words, pattern)]));
            words.Clear();
            gap = 0;
        }
    }

    // A class counts as one word, and so do the signs for a gap. Where the script changes, a word ends, as in a text.
    private static IEnumerable<string> WordsOf(string pattern) => Words().Matches(pattern).Select(match => match.Value);

    [GeneratedRegex(@"\{[^}]*\}|…|‥|[\u0E00-\u0E7F\u2E80-\uDFFF]+|[^\s{…‥\u0E00-\u0E7F\u2E80-\uDFFF]+")]
    private static partial Regex Words();

    // "{mailbox}" is a class of the table, "{full|over quota}" one of its own.
    private static string[] PhrasesOf(string name, string pattern)
    {
        if (name.Contains('|'))
            return FoldAll(name[1..^1].Split('|'), pattern);
        return Classes.GetValueOrDefault(name)
            ?? throw new FormatException($"The pattern \"{pattern}\" names {name}, which is no class of words.");
    }

    private static string[] FoldAll(IEnumerable<string> phrases, string pattern) =>
        [.. phrases.Select(phrase => Fold([.. WordsOf(phrase)], pattern)).Distinct()];

    private static string Fold(IReadOnlyList<string> words, string pattern)
    {
        var open = words[^1].EndsWith('*');
        if (words.SkipLast(1).Append(words[^1].TrimEnd('*')).Any(word => word.Contains('*')))
            throw new FormatException($"The pattern \"{pattern}\" has a * that is not at the end of words.");
        var folded = string.Concat(words.Select(word => FoldWord(word.TrimEnd('*'))));
        if (folded.Length == 0)
            throw new FormatException($"The pattern \"{pattern}\" has a part without words.");
        // Where words are written without blanks, they also end without one.
        return open || Folding.IsWrittenWithoutBlanks(folded[^2]) ? folded[..^1] : folded;
    }

    private static string FoldWord(string word)
    {
        var words = new WordBuffer(new char[WordBuffer.RoomFor(word.Length)]);
        if (Markers.TryGetValue(word, out var marker))
            words.Mark(marker);
        else if (word.StartsWith('/'))
            words.AddPath(word);
        else if (Runs.HostLength(word) == word.Length)
            words.AddName(word);
        else
            words.AddWords(word);
        return words.Words.ToString();
    }
}
