namespace FailureFunctions.Classification.Text;

/// <summary>
/// The words that occur in patterns, each with a number: a trie over characters, laid out in arrays once all are known.
/// A word that must end there ends with a blank; one without stands for every word that starts so.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Where every walk starts.</summary>
    public const int Root = 0;

    /// <summary>Where no word goes on: nothing leads back to the root.</summary>
    public const int NoNode = 0;

    /// <summary>The number that no word has.</summary>
    public const int NoWord = 0;

    // A node with this many edges gets a table by character, which takes the place of a search.
    private const int ManyEdges = 6;

    // The table reaches from the blank to 'z': the characters of nearly all texts. In it 0, the root, stands for no node.
    private const char TableFirst = ' ';
    private const int TableLength = 'z' - TableFirst + 1;

    // While building; emptied by Freeze.
    private readonly List<SortedDictionary<char, int>> _building = [[]];
    private readonly List<int> _words = [NoWord];
    private readonly List<string> _spelled = [""];

    private Node[] _nodes = [];
    private char[] _labels = [];
    private int[] _targets = [];
    private ushort[] _tables = [];
    private int[] _widths = [];

    /// <summary>Every word added, at the place of its number; the first is none.</summary>
    public IReadOnlyList<string> Words => _spelled;

    /// <summary>Adds a word, unless it is there.</summary>
    /// <param name="word">The word, folded and not empty.</param>
    /// <returns>Its number, from 1.</returns>
    public int Add(string word)
    {
        var node = Root;
        foreach (var character in word)
        {
            if (!_building[node].TryGetValue(character, out var next))
            {
                next = _building.Count;
                _building.Add([]);
                _words.Add(NoWord);
                _building[node].Add(character, next);
            }

            node = next;
        }

        if (_words[node] == NoWord)
        {
            _words[node] = _spelled.Count;
            _spelled.Add(word);
        }

        return _words[node];
    }

    /// <summary>Lays the trie out for walking. No word can be added after it.</summary>
    public void Freeze()
    {
        _labels = [.. _building.SelectMany(edges => edges.Keys)];
        _targets = [.. _building.SelectMany(edges => edges.Values)];
        _widths = [.. _spelled.Select(WidthOf)];
        _nodes = new Node[_building.Count];
        var tables = new List<ushort>();
        var edge = 0;
        for (var node = 0; node < _nodes.Length; node++)
        {
            var edges = _building[node];
            var table = edges.Count < ManyEdges ? -1 : AddTable(tables, edges);
            _nodes[node] = new Node(edge, table, _words[node], edges.Count);
            edge += edges.Count;
        }

        _tables = [.. tables];
        _building.Clear();
        _words.Clear();
    }

    /// <summary>How many places of a text a word takes: one, or one for each character of a script without blanks.</summary>
    /// <param name="word">The number of the word.</param>
    /// <returns>The number of places.</returns>
    public int WidthOf(int word) => _widths[word];

    /// <summary>Goes on from a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="character">The next character of the text.</param>
    /// <returns>The next node, or <see cref="NoNode"/> when no word goes on like this.</returns>
    public int Next(int node, char character)
    {
        ref readonly var from = ref _nodes[node];
        if (from.Table < 0)
        {
            for (var edge = from.FirstEdge; edge < from.FirstEdge + from.Edges; edge++)
            {
                if (_labels[edge] == character)
                    return _targets[edge];
            }

            return NoNode;
        }

        if ((uint)(character - TableFirst) < TableLength)
            return _tables[from.Table + character - TableFirst];
        var place = _labels.AsSpan(from.FirstEdge, from.Edges).BinarySearch(character);
        return place < 0 ? NoNode : _targets[from.FirstEdge + place];
    }

    /// <summary>The word that ends at a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Its number; mostly <see cref="NoWord"/>.</returns>
    public int WordAt(int node) => _nodes[node].Word;

    private static int WidthOf(string word) => 1 + word.Skip(1).Count(Folding.IsWrittenWithoutBlanks);

    private static int AddTable(List<ushort> tables, SortedDictionary<char, int> edges)
    {
        var start = tables.Count;
        tables.AddRange(new ushort[TableLength]);
        foreach (var (label, target) in edges)
        {
            if ((uint)(label - TableFirst) < TableLength)
                tables[start + label - TableFirst] = checked((ushort)target);
        }

        return start;
    }

    // The edges of a node lie together. Table: where its table starts, or -1.
    private readonly record struct Node(int FirstEdge, int Table, int Word, int Edges);
}
