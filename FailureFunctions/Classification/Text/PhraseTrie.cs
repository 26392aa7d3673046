namespace FailureFunctions.Classification.Text;

/// <summary>A trie of phrases, laid out in arrays once all of them are known.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Where every walk starts.</summary>
    public const int Root = 0;

    /// <summary>Where no phrase goes on: nothing leads back to the root.</summary>
    public const int NoNode = 0;

    // A node with this many edges gets a table by character, which takes the place of a search.
    private const int ManyEdges = 6;

    // The table reaches from the blank to 'z': the characters of nearly all texts. In it 0, the root, stands for no node.
    private const char TableFirst = ' ';
    private const int TableLength = 'z' - TableFirst + 1;

    // While building; emptied by Freeze.
    private readonly List<SortedDictionary<char, int>> _building = [[]];
    private readonly List<List<Hit>> _buildingHits = [[]];

    private Node[] _nodes = [];
    private char[] _labels = [];
    private int[] _targets = [];
    private Hit[] _hits = [];
    private ushort[] _tables = [];

    /// <summary>Adds a phrase.</summary>
    /// <param name="phrase">The phrase, not empty.</param>
    /// <param name="hit">What its end stands for.</param>
    public void Add(string phrase, Hit hit)
    {
        var node = Root;
        foreach (var character in phrase)
        {
            if (!_building[node].TryGetValue(character, out var next))
            {
                next = _building.Count;
                _building.Add([]);
                _buildingHits.Add([]);
                _building[node].Add(character, next);
            }

            node = next;
        }

        _buildingHits[node].Add(hit);
    }

    /// <summary>Lays the trie out for walking. No phrase can be added after it.</summary>
    public void Freeze()
    {
        _labels = [.. _building.SelectMany(edges => edges.Keys)];
        _targets = [.. _building.SelectMany(edges => edges.Values)];
        _hits = [.. _buildingHits.SelectMany(hits => hits)];
        _nodes = new Node[_building.Count];
        var tables = new List<ushort>();
        var (edge, hit) = (0, 0);
        for (var node = 0; node < _nodes.Length; node++)
        {
            var edges = _building[node];
            var table = edges.Count < ManyEdges ? -1 : AddTable(tables, edges);
            _nodes[node] = new Node(edge, hit, table, checked((ushort)edges.Count), checked((ushort)_buildingHits[node].Count));
            edge += edges.Count;
            hit += _buildingHits[node].Count;
        }

        _tables = [.. tables];
        _building.Clear();
        _buildingHits.Clear();
    }

    /// <summary>Goes on from a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="character">The next character of the text.</param>
    /// <returns>The next node, or <see cref="NoNode"/> when no phrase goes on like this.</returns>
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

    /// <summary>What ends at a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The hits; mostly none.</returns>
    public ReadOnlySpan<Hit> HitsAt(int node)
    {
        ref readonly var at = ref _nodes[node];
        return at.Hits == 0 ? [] : _hits.AsSpan(at.FirstHit, at.Hits);
    }

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

    /// <summary>What the end of a phrase stands for.</summary>
    /// <param name="Rule">The index of the rule.</param>
    /// <param name="Chain">Which chain of parts it belongs to, when the pattern has more than one.</param>
    /// <param name="Part">Which of the parts it is, from 0.</param>
    /// <param name="IsLast">Whether it is the last of them.</param>
    public readonly record struct Hit(int Rule, int Chain, int Part, bool IsLast);

    // Edges and hits of a node lie together in their arrays. Table: where its table starts, or -1.
    private readonly record struct Node(int FirstEdge, int FirstHit, int Table, ushort Edges, ushort Hits);
}
