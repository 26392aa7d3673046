using System.Runtime.InteropServices;

namespace FailureFunctions.Classification;

/// <summary>
/// The words that rules know, from <c>Rules/words.tsv</c>: words to leave out, forms that mean the same word, and named
/// sets of words. Texts and patterns are read with the same vocabulary, so a pattern for "user unknown" also matches "the
/// mail user could not be found".
/// </summary>
/// <remarks>
/// At a start only what was compiled ahead of time is compiled, and generic types of the runtime over value types of ours are not: so
/// rules are kept in classes and arrays.
/// </remarks>
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

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int[]> _sets = new(StringComparer.Ordinal);
    private readonly List<List<Phrase>> _phrases = [];
    private readonly Dictionary<string, List<Star>> _stars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Star>>.AlternateLookup<ReadOnlySpan<char>> _starLookup;

    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public Vocabulary(IEnumerable<RuleFile.Line> lines)
    {
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _starLookup = _stars.GetAlternateLookup<ReadOnlySpan<char>>();
        _ids["-"] = Dropped;
        _ids["{address}"] = Address;
        _ids["{ip}"] = Ip;
        _ids["{host}"] = Host;
        // Phrases are made of words, and sets of both, so single words come first.
        RuleFile.Line[] all = [.. lines];
        var words = Array.FindAll(all, line => !line[0].StartsWith('{'));
        foreach (var line in words)
        {
            var id = Add(line[0]);
            foreach (var form in FormsOf(line))
                if (!form.Contains(' ') && !_ids.TryAdd(form, id) && _ids[form] != id)
                    throw line.Error($"\"{form}\" already is another word");
        }
        foreach (var line in words)
            foreach (var form in FormsOf(line))
                if (form.Contains(' '))
                    AddPhrase(line, form, _ids[line[0]]);
        foreach (var line in all)
            if (line[0].StartsWith('{'))
                _sets[line[0]] = IdsOf(FormsOf(line));

        static string[] FormsOf(RuleFile.Line line) => line[1].Split('|', RuleFile.Trimmed);
    }

    /// <summary>Whether words that are looked up are added: while patterns are read.</summary>
    public bool IsOpen { get; private set; } = true;

    public int Count { get; private set; } = Host + 1;

    public int[]? SetOf(string name) => _ids.TryGetValue(name, out var marker) ? [marker] : _sets.GetValueOrDefault(name);

    // A star at the end of a word stands for its rest.
    private int Add(string word)
    {
        if (_ids.TryGetValue(word, out var id))
            return id;
        id = _ids[word] = Count++;
        if (word.EndsWith('*'))
        {
            if (word.Length <= LeastPrefix)
                throw new FormatException($"\"{word}\" needs {LeastPrefix} letters before the star");
            var head = word[..LeastPrefix];
            if (!_stars.TryGetValue(head, out var stars))
                _stars[head] = stars = [];
            stars.Add(new Star(word[..^1], id));
        }
        return id;
    }

    public int Find(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var id))
            return id;
        if (IsOpen)
            return Add(word.ToString());
        if (word.Length >= LeastPrefix && _starLookup.TryGetValue(word[..LeastPrefix], out var stars))
        {
            foreach (var star in stars)
                if (word.StartsWith(star.Prefix))
                    return star.Id;
        }
        return Unknown;
    }

    /// <summary>Ends the reading of patterns: from now on other words are unknown.</summary>
    /// <returns>For each word with a star, the words of other patterns that it stands for too.</returns>
    public Dictionary<int, HashSet<int>> Close()
    {
        IsOpen = false;
        var found = new Dictionary<int, HashSet<int>>();
        foreach (var star in _stars.Values.SelectMany(stars => stars))
        {
            var ids = found[star.Id] = [];
            foreach (var (word, id) in _ids)
                if (word.StartsWith(star.Prefix, StringComparison.Ordinal))
                    ids.Add(id);
        }
        return found;
    }

    public string NameOf(int id) => _ids.FirstOrDefault(pair => pair.Value == id && id != Unknown).Key ?? "?";

    /// <summary>The phrases of several words that start with a word, the longest first.</summary>
    public ReadOnlySpan<Phrase> PhrasesFrom(int id) => id > 0 && id < _phrases.Count ? CollectionsMarshal.AsSpan(_phrases[id]) : [];

    private void AddPhrase(RuleFile.Line line, string form, int result)
    {
        var words = IdsOf(Array.FindAll(form.Split(' ', RuleFile.Trimmed), word => Add(word) != Dropped));
        if (words.Length < 2)
            throw line.Error($"\"{form}\" is not several words once the words to leave out are gone; write what remains");
        while (_phrases.Count <= words[0])
            _phrases.Add([]);
        var known = _phrases[words[0]];
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

    private sealed record Star(string Prefix, int Id);

    public sealed record Phrase(int[] Words, int Result);
}
