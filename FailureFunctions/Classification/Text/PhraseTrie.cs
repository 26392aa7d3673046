namespace FailureFunctions.Classification.Text;

/// <summary>A trie of phrases, laid out in arrays once all of them are known.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Where every walk starts.</summary>
    public const int Root = 0;

    // While building; emptied by Freeze.
    private readonly List<SortedDictionary<char, int>> _building = [[]];
    private readonly List<List<Hit>> _buildingHits = [[]];

    // The edges of a node lie together, sorted by character; most nodes have one.
    private int[] _firstEdge = [];
    private char[] _labels = [];
    private int[] _targets = [];
    private Hit[][] _hits = [];

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
        _firstEdge = new int[_building.Count + 1];
        for (var node = 0; node < _building.Count; node++)
            _firstEdge[node + 1] = _firstEdge[node] + _building[node].Count;
        _labels = [.. _building.SelectMany(edges => edges.Keys)];
        _targets = [.. _building.SelectMany(edges => edges.Values)];
        _hits = [.. _buildingHits.Select(hits => hits.ToArray())];
        _building.Clear();
        _buildingHits.Clear();
    }

    /// <summary>Goes on from a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="character">The next character of the text.</param>
    /// <returns>The next node, or -1 when no phrase goes on like this.</returns>
    public int Next(int node, char character)
    {
        var first = _firstEdge[node];
        var edges = _labels.AsSpan(first, _firstEdge[node + 1] - first);
        var place = edges.Length == 1 ? edges[0] == character ? 0 : -1 : edges.BinarySearch(character);
        return place < 0 ? -1 : _targets[first + place];
    }

    /// <summary>What ends at a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The hits; mostly none.</returns>
    public ReadOnlySpan<Hit> HitsAt(int node) => _hits[node];

    /// <summary>What the end of a phrase stands for.</summary>
    /// <param name="Rule">The index of the rule.</param>
    /// <param name="Chain">Which chain of parts it belongs to, when the pattern has more than one.</param>
    /// <param name="Part">Which of the parts it is, from 0.</param>
    /// <param name="IsLast">Whether it is the last of them.</param>
    public readonly record struct Hit(int Rule, int Chain, int Part, bool IsLast);
}
