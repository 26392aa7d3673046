using System.Runtime.CompilerServices;

namespace FailureFunctions.Classification.Text;

/// <summary>
/// The words that occur in patterns, each with a number: a trie over characters, laid out in arrays once all are known.
/// A word that must end there ends with a blank; one without stands for every word that starts so. Where only one word is
/// left, its rest is kept as it is spelled, and compared as a whole: most nodes of the trie are spared, and what is left
/// stays in the processor's cache.
/// </summary>
internal sealed class Lexicon
{
    // Where every walk starts. Nothing leads back there, so as a target it stands for no node.
    private const int Root = 0;
    private const int NoNode = 0;

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
    private char[] _rests = [];
    private int[] _targets = [];
    private ushort[] _tables = [];
    private byte[] _widths = [];

    /// <summary>Every word added, at the place of its number; the first is none.</summary>
    public IReadOnlyList<string> Words => _spelled;

    /// <summary>Adds a word, unless it is there.</summary>
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
        _widths = [.. _spelled.Select(word => checked((byte)WidthOf(word)))];
        var wordsFrom = CountWords();
        var nodes = new List<Node> { default };
        var (labels, targets) = (new List<char>(), new List<int>());
        var (rests, tables) = (new List<char>(), new List<ushort>());
        LayOut(Root, Root, 0);
        (_nodes, _labels, _targets, _rests, _tables) = ([.. nodes], [.. labels], [.. targets], [.. rests], [.. tables]);
        _building.Clear();
        _words.Clear();

        // Lays out a node and what is below it: its number while building, its number from now on, how deep it lies.
        void LayOut(int built, int node, int depth)
        {
            if (depth > 0 && wordsFrom[built] == 1)
            {
                var word = OnlyWordFrom(built);
                var rest = _spelled[word][depth..];
                nodes[node] = new Node(rests.Count, Node.Rest, word, rest.Length);
                rests.AddRange(rest);
                return;
            }

            (char Label, int Built, int Node)[] edges = [.. _building[built].Select((edge, place) => (edge.Key, edge.Value, nodes.Count + place))];
            var table = edges.Length < ManyEdges ? Node.NoTable : AddTable(tables, edges.Select(edge => (edge.Label, edge.Node)));
            nodes[node] = new Node(labels.Count, table, _words[built], edges.Length);
            nodes.AddRange(new Node[edges.Length]);
            labels.AddRange(edges.Select(edge => edge.Label));
            targets.AddRange(edges.Select(edge => edge.Node));
            foreach (var edge in edges)
                LayOut(edge.Built, edge.Node, depth + 1);
        }
    }

    /// <summary>How many places of a text a word takes: one, or one for each character of a script without blanks.</summary>
    public int WidthOf(int word) => _widths[word];

    /// <summary>Walks along the words that a text starts with, the shortest first.</summary>
    public Walk Along(ReadOnlySpan<char> text) => new(this, text);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(in Node from, char character)
    {
        if (from.Table >= 0 && (uint)(character - TableFirst) < TableLength)
            return _tables[from.Table + character - TableFirst];
        return Search(from, character);
    }

    private int Search(in Node from, char character)
    {
        if (from.Table >= 0)
        {
            var place = _labels.AsSpan(from.First, from.Length).BinarySearch(character);
            return place < 0 ? NoNode : _targets[from.First + place];
        }

        for (var edge = from.First; edge < from.First + from.Length; edge++)
        {
            if (_labels[edge] == character)
                return _targets[edge];
        }

        return NoNode;
    }

    // How many words go through each node. What is below a node was added after it.
    private int[] CountWords()
    {
        var counts = new int[_building.Count];
        for (var node = _building.Count - 1; node >= 0; node--)
            counts[node] = (_words[node] == NoWord ? 0 : 1) + _building[node].Values.Sum(below => counts[below]);
        return counts;
    }

    private int OnlyWordFrom(int node)
    {
        while (_words[node] == NoWord)
            node = _building[node].Values.Single();
        return _words[node];
    }

    private static int WidthOf(string word) => 1 + word.Skip(1).Count(Folding.IsWrittenWithoutBlanks);

    private static int AddTable(List<ushort> tables, IEnumerable<(char Label, int Target)> edges)
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

    /// <summary>A walk along the words that a text starts with.</summary>
    public ref struct Walk(Lexicon lexicon, ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _node = Root;
        private int _at;

        /// <summary>Goes on to the next word.</summary>
        public int Next()
        {
            var nodes = lexicon._nodes;
            var next = _node;
            for (var at = _at; at < _text.Length;)
            {
                next = lexicon.Next(nodes[next], _text[at++]);
                if (next == NoNode)
                    break;
                ref readonly var node = ref nodes[next];
                if (node.Table == Node.Rest)
                {
                    _at = _text.Length;
                    return _text[at..].StartsWith(lexicon._rests.AsSpan(node.First, node.Length)) ? node.Word : NoWord;
                }

                if (node.Word == NoWord)
                    continue;
                (_node, _at) = (next, at);
                return node.Word;
            }

            _at = _text.Length;
            return NoWord;
        }
    }

    // First and Length: its edges, which lie together, or the rest of the only word. Table: where its table starts, or less than 0.
    private readonly record struct Node(int First, int Table, int Word, int Length)
    {
        public const int NoTable = -1;
        public const int Rest = -2;
    }
}
