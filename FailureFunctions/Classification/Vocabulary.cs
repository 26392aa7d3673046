namespace FailureFunctions.Classification;

/// <summary>
/// The words that rules know, from <c>Rules/words.tsv</c>: words to leave out, forms that mean the same word, and named
/// sets of words. Texts and patterns are read with the same vocabulary, so a pattern for "user unknown" also matches "the
/// mail user could not be found".
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>A word that no rule knows.</summary>
    public const int Unknown = -1;

    /// <summary>A word that is left out.</summary>
    public const int Dropped = 0;

    /// <summary>An e-mail address, whose own words say nothing (<c>spam@…</c>).</summary>
    public const int Address = 1;

    /// <summary>An IPv4 address.</summary>
    public const int Ip = 2;

    /// <summary>A host name that no rule knows.</summary>
    public const int Host = 3;

    /// <summary>The longest word that is looked up, in characters.</summary>
    public const int LongestWord = 64;

    private const int LeastPrefix = 3;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int[]> _sets = new(StringComparer.Ordinal);
    private readonly List<Phrase[]> _phrases = [];
    private readonly Dictionary<string, List<(string Prefix, int Id)>> _prefixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Prefix, int Id)>>.AlternateLookup<ReadOnlySpan<char>> _prefixLookup;

    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public Vocabulary(IEnumerable<RuleFile.Line> lines)
    {
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixLookup = _prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _ids["-"] = Dropped;
        _ids["{address}"] = Address;
        _ids["{ip}"] = Ip;
        _ids["{host}"] = Host;
        var rows = lines.Select(line => (Line: line, Forms: line[1].Split('|', RuleFile.Trimmed))).ToList();
        foreach (var (line, forms) in rows.Where(row => !row.Line[0].StartsWith('{')))
        {
            var id = Add(line[0]);
            foreach (var form in forms.Where(form => !form.Contains(' ')))
                if (!_ids.TryAdd(form, id) && _ids[form] != id)
                    throw line.Error($"\"{form}\" already is another word");
        }

        // Phrases are made of words, so these come first.
        foreach (var (line, forms) in rows.Where(row => !row.Line[0].StartsWith('{')))
            foreach (var form in forms.Where(form => form.Contains(' ')))
                AddPhrase(line, form, _ids[line[0]]);
        foreach (var (line, forms) in rows.Where(row => row.Line[0].StartsWith('{')))
            _sets[line[0]] = [.. forms.SelectMany(form => form.StartsWith('{') && _sets.TryGetValue(form, out var set) ? set : [Add(form)]).Distinct()];
    }

    /// <summary>Whether words that are looked up are added: while patterns are read.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>How many different words there are; ids are below it.</summary>
    public int Count { get; private set; } = Host + 1;

    /// <summary>The words of a set.</summary>
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
            if (!_prefixes.TryGetValue(head, out var prefixes))
                _prefixes[head] = prefixes = [];
            prefixes.Add((word[..^1], id));
        }

        return id;
    }

    /// <summary>The id of a folded word of a text.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var id))
            return id;
        if (IsOpen)
            return Add(word.ToString());
        if (word.Length >= LeastPrefix && _prefixLookup.TryGetValue(word[..LeastPrefix], out var prefixes))
        {
            foreach (var (prefix, prefixId) in prefixes)
                if (word.StartsWith(prefix))
                    return prefixId;
        }

        return Unknown;
    }

    /// <summary>Ends the reading of patterns: from now on other words are unknown.</summary>
    /// <returns>For each word with a star, the words of other patterns that it stands for too.</returns>
    public Dictionary<int, int[]> Close()
    {
        IsOpen = false;
        return _prefixes.Values.SelectMany(prefixes => prefixes).ToDictionary(
            star => star.Id,
            star => _ids.Where(pair => pair.Key.StartsWith(star.Prefix, StringComparison.Ordinal)).Select(pair => pair.Value).Distinct().ToArray());
    }

    /// <summary>A word by its id, for people.</summary>
    public string NameOf(int id) => _ids.FirstOrDefault(pair => pair.Value == id && id != Unknown).Key ?? "?";

    /// <summary>The phrases of several words that start with a word, the longest first.</summary>
    public ReadOnlySpan<Phrase> PhrasesFrom(int id) => id > 0 && id < _phrases.Count ? _phrases[id] : [];

    private void AddPhrase(RuleFile.Line line, string form, int result)
    {
        int[] words = [.. form.Split(' ').Select(Add).Where(id => id != Dropped)];
        if (words.Length < 2)
            throw line.Error($"\"{form}\" is not several words once the words to leave out are gone; write what remains");
        while (_phrases.Count <= words[0])
            _phrases.Add([]);
        _phrases[words[0]] = [.. _phrases[words[0]].Append(new Phrase(words, result)).OrderByDescending(phrase => phrase.Words.Length)];
    }

    /// <summary>Words that mean one word together.</summary>
    public sealed record Phrase(int[] Words, int Result);
}
