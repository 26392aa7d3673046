using System.Runtime.InteropServices;

namespace FailureFunctions.Classification;

/// <summary>
/// The words that rules know, from <c>Rules/words.tsv</c>: words to leave out, forms that mean the same word, and named
/// sets of words. Texts and patterns are read with the same vocabulary, so a pattern for "user unknown" also matches "the
/// mail user could not be found".
/// </summary>
/// <remarks>The runtime's lookups by span, and its generics over value types of ours, would be compiled at every start: hence our own.</remarks>
internal sealed class Vocabulary
{
    // What is no known word: one that no rule knows, one that is left out, an address, an IPv4 address, a host name.
    public const int Unknown = -1;
    public const int Dropped = 0;
    public const int Address = 1;
    public const int Ip = 2;
    public const int Host = 3;

    /// <summary>In characters; what is longer is cut.</summary>
    public const int LongestWord = 64;
    private const int LeastPrefix = 3;
    private const int Buckets = 4096;

    private readonly List<string> _names = [];
    private readonly Entry?[] _entries = new Entry?[Buckets];
    private readonly Dictionary<string, int[]> _sets = new(StringComparer.Ordinal);
    private readonly List<List<Phrase>?> _phrases = [];
    // By their first letters.
    private readonly List<Star>?[] _stars = new List<Star>?[Buckets];

    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public Vocabulary(IEnumerable<RuleFile.Line> lines)
    {
        foreach (var marker in new[] { "-", "{address}", "{ip}", "{host}" })
            Add(marker);
        // Phrases are made of words, and sets of both, so single words come first.
        RuleFile.Line[] all = [.. lines];
        var forms = Array.ConvertAll(all, line => line[1].Split('|', RuleFile.Trimmed));
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i][0].StartsWith('{'))
                continue;
            var id = Add(all[i][0]);
            foreach (var form in forms[i])
                if (!form.Contains(' ') && (EntryOf(form) ?? AddEntry(form, id)).Id != id)
                    throw all[i].Error($"\"{form}\" already is another word");
        }
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i][0].StartsWith('{'))
                _sets[all[i][0]] = IdsOf(forms[i]);
            else
                foreach (var form in Array.FindAll(forms[i], form => form.Contains(' ')))
                    AddPhrase(all[i], form, Add(all[i][0]));
        }
    }

    /// <summary>Whether words that are looked up are added: while patterns are read.</summary>
    public bool IsOpen { get; private set; } = true;

    public int Count => _names.Count;

    public int[]? SetOf(string name) => EntryOf(name) is { } marker ? [marker.Id] : _sets.GetValueOrDefault(name);

    public int Find(ReadOnlySpan<char> word)
    {
        if (EntryOf(word) is { } entry)
            return entry.Id;
        if (IsOpen)
            return Add(word.ToString());
        foreach (var star in StarsOf(word))
            if (word.StartsWith(star.Prefix))
                return star.Id;
        return Unknown;
    }

    /// <summary>Ends the reading of patterns: from now on other words are unknown.</summary>
    /// <returns>For each word with a star, by its id, the words of other patterns that it stands for too.</returns>
    public List<int>?[] Close()
    {
        IsOpen = false;
        var found = new List<int>?[Count];
        foreach (var first in _entries)
            for (var entry = first; entry is not null; entry = entry.Next)
                foreach (var star in StarsOf(entry.Text))
                    if (entry.Text.StartsWith(star.Prefix, StringComparison.Ordinal))
                        (found[star.Id] ??= []).Add(entry.Id);
        return found;
    }

    public string NameOf(int id) => id == Unknown ? "?" : _names[id];

    /// <summary>The phrases of several words that start with a word, the longest first.</summary>
    public ReadOnlySpan<Phrase> PhrasesFrom(int id) => CollectionsMarshal.AsSpan(id > 0 && id < _phrases.Count ? _phrases[id] : null);

    private ReadOnlySpan<Star> StarsOf(ReadOnlySpan<char> word) =>
        CollectionsMarshal.AsSpan(word.Length < LeastPrefix ? null : _stars[BucketOf(word[..LeastPrefix])]);

    private Entry? EntryOf(ReadOnlySpan<char> word)
    {
        var entry = _entries[BucketOf(word)];
        while (entry is not null && !word.SequenceEqual(entry.Text))
            entry = entry.Next;
        return entry;
    }

    private Entry AddEntry(string text, int id) => _entries[BucketOf(text)] = new Entry(text, id, _entries[BucketOf(text)]);

    private static int BucketOf(ReadOnlySpan<char> word) => (int)((uint)string.GetHashCode(word) % Buckets);

    // A star at the end of a word stands for its rest.
    private int Add(string word)
    {
        if (EntryOf(word) is { } known)
            return known.Id;
        if (word.EndsWith('*') && word.Length <= LeastPrefix)
            throw new FormatException($"\"{word}\" needs {LeastPrefix} letters before the star");
        var id = AddEntry(word, Count).Id;
        _names.Add(word);
        if (word.EndsWith('*'))
            (_stars[BucketOf(word.AsSpan(0, LeastPrefix))] ??= []).Add(new Star(word[..^1], id));
        return id;
    }

    private void AddPhrase(RuleFile.Line line, string form, int result)
    {
        var words = IdsOf(Array.FindAll(form.Split(' ', RuleFile.Trimmed), word => Add(word) != Dropped));
        if (words.Length < 2)
            throw line.Error($"\"{form}\" is not several words once the words to leave out are gone; write what remains");
        while (_phrases.Count <= words[0])
            _phrases.Add(null);
        var known = _phrases[words[0]] ??= [];
        var at = known.FindIndex(phrase => phrase.Words.Length < words.Length);
        known.Insert(at < 0 ? known.Count : at, new Phrase(words, result));
    }

    private int[] IdsOf(string[] words)
    {
        var ids = new int[words.Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Add(words[i]);
        return ids;
    }

    private sealed record Entry(string Text, int Id, Entry? Next);

    private sealed record Star(string Prefix, int Id);

    public sealed record Phrase(int[] Words, int Result);
}
