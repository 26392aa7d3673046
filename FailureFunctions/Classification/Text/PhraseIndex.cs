using System.Buffers;
using System.Runtime.CompilerServices;
using FailureFunctions.Classification.Rules;

namespace FailureFunctions.Classification.Text;

/// <summary>
/// Finds the patterns of all rules in a folded text in one pass. Built once; safe for use by many threads.
/// </summary>
/// <remarks>
/// Every word of the text is looked up once, and leads the phrases that have begun one step further. How many can have
/// begun is bounded by the longest phrase, so the time grows with the length of the text only. No text can make it
/// backtrack.
/// </remarks>
internal sealed class PhraseIndex
{
    private readonly PhraseTrie _phrases = new();
    private readonly Circumstances[] _needed;
    private readonly int _marks;
    private readonly int _mostBegun;

    /// <summary>Builds the index.</summary>
    public PhraseIndex(IReadOnlyList<Rule> rules)
    {
        _needed = [.. rules.Select(rule => rule.When)];
        // What patterns start with is shared: "user … unknown" and "user … deleted" wait for the same "user".
        var marks = new Dictionary<(int After, int Gap, string Phrases), int>();
        for (var rule = 0; rule < rules.Count; rule++)
        {
            foreach (var parts in rules[rule].Patterns.SelectMany(PatternParts.Of))
                Add(rule, parts, marks);
        }

        _marks = marks.Count;
        _phrases.Freeze();
        _mostBegun = (MostWordsInOne(_phrases.Lexicon.Words) * _phrases.LongestPhrase) + 1;
    }

    /// <summary>Finds the rule that decides: of all that match, the one with precedence.</summary>
    public int Find(ReadOnlySpan<char> words, Circumstances circumstances)
    {
        var marks = ArrayPool<ulong>.Shared.Rent(_marks);
        try
        {
            return Find(words, new PatternMatches(_needed, circumstances, marks, stackalloc ulong[(_marks >> 6) + 1]));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(marks);
        }
    }

    private int Find(ReadOnlySpan<char> words, PatternMatches matches)
    {
        Span<Begun> begun = stackalloc Begun[_mostBegun];
        Span<Begun> goingOn = stackalloc Begun[_mostBegun];
        var (count, place) = (0, 0);
        for (var at = 0; at < words.Length; place++)
        {
            var next = 0;
            Read(words[at..], place, begun[..count], goingOn, ref next, ref matches);
            // Parts of host names and characters of scripts without blanks start words too, in the midst of one.
            for (at++; at < words.Length && words[at - 1] != Folding.Blank; at++)
            {
                var character = words[at];
                if (char.IsAsciiLetterLower(character))
                    continue;
                var isWritten = Folding.IsWrittenWithoutBlanks(character);
                if (!isWritten && character != '.')
                    continue;
                if (isWritten)
                    place++;
                Read(words[at..], place, [], goingOn, ref next, ref matches);
            }

            var last = begun;
            begun = goingOn;
            goingOn = last;
            count = next;
        }

        return matches.First;
    }

    // Looks up the word with which a text starts, and goes on with it in the phrases that have begun, and in a new one.
    // Inlined, as what it calls, because it is called for every word: a tenth of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Read(ReadOnlySpan<char> text, int place, scoped ReadOnlySpan<Begun> begun, scoped Span<Begun> goingOn, ref int count, ref PatternMatches matches)
    {
        var lexicon = _phrases.Lexicon;
        var walk = lexicon.Along(text);
        for (var word = walk.Next(); word != Lexicon.NoWord; word = walk.Next())
        {
            var end = place + lexicon.WidthOf(word);
            foreach (ref readonly var phrase in begun)
                GoOn(phrase.Node, phrase.Place, word, end, goingOn, ref count, ref matches);
            GoOn(PhraseTrie.Root, place, word, end, goingOn, ref count, ref matches);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void GoOn(int from, int start, int word, int end, scoped Span<Begun> goingOn, ref int count, ref PatternMatches matches)
    {
        var node = _phrases.Next(from, word);
        if (node == PhraseTrie.NoNode)
            return;
        matches.Add(_phrases.HitsAt(node, out var goesOn), start, end);
        if (goesOn)
            goingOn[count++] = new Begun(node, start);
    }

    private void Add(int rule, IReadOnlyList<PatternPart> parts, Dictionary<(int After, int Gap, string Phrases), int> marks)
    {
        var after = -1;
        foreach (var part in parts)
        {
            var seen = -1;
            if (part != parts[^1])
            {
                var key = (after, part.Gap, string.Join('\n', part.Phrases));
                var isNew = marks.TryAdd(key, marks.Count);
                seen = marks[key];
                if (!isNew)
                {
                    after = seen;
                    continue;
                }
            }

            foreach (var phrase in part.Phrases)
                _phrases.Add(phrase, new PhraseTrie.Hit(checked((ushort)rule), checked((short)after), checked((byte)part.Gap), checked((short)seen)));
            after = seen;
        }
    }

    // How many words of the lexicon may end together: "org", "spamhaus.org" and "zen.spamhaus.org".
    private static int MostWordsInOne(IReadOnlyList<string> words)
    {
        var all = words.ToHashSet(StringComparer.Ordinal);
        return words.Where(word => word.Length > 1 && (word[0] is '.' || word.Any(Folding.IsWrittenWithoutBlanks)))
            .Select(word => Enumerable.Range(0, word.Length).Count(start => all.Contains(word[start..])))
            .Append(1).Max();
    }

    // A phrase of which some words have been read. Place: where it starts.
    private readonly record struct Begun(int Node, int Place);
}
