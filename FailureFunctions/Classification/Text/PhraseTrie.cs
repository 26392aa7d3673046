namespace FailureFunctions.Classification.Text;

/// <summary>A trie of phrases over the words of a <see cref="Text.Lexicon"/>, laid out in arrays once all are known.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Where every phrase starts.</summary>
    public const int Root = 0;

    /// <summary>Where no phrase goes on: nothing leads back to the root.</summary>
    public const int NoNode = 0;

    // The golden ratio of 2^32: Fibonacci hashing spreads neighbouring keys.
    private const uint Spread = 2654435769;

    // While building; emptied by Freeze.
    private readonly Dictionary<(int Node, int Word), int> _edges = [];
    private readonly List<List<Hit>> _buildingHits = [[]];

    private int[] _fromRoot = [];
    private long[] _keys = [];
    private int[] _targets = [];
    private int _shift;
    private Hit[] _hits = [];
    private Node[] _nodes = [];

    /// <summary>The words of the phrases.</summary>
    public Lexicon Lexicon { get; } = new();

    /// <summary>The number of words of the longest phrase.</summary>
    public int LongestPhrase { get; private set; } = 1;

    /// <summary>Adds a phrase.</summary>
    public void Add(string phrase, Hit hit)
    {
        var node = Root;
        var length = 0;
        for (var start = 0; start < phrase.Length; length++)
        {
            var blank = phrase.IndexOf(Folding.Blank, start);
            var end = blank < 0 ? phrase.Length : blank + 1;
            var edge = (node, Lexicon.Add(phrase[start..end]));
            if (!_edges.TryGetValue(edge, out node))
            {
                node = _buildingHits.Count;
                _buildingHits.Add([]);
                _edges.Add(edge, node);
            }

            start = end;
        }

        LongestPhrase = Math.Max(LongestPhrase, length);
        _buildingHits[node].Add(hit);
    }

    /// <summary>Lays the trie out for walking. No phrase can be added after it.</summary>
    public void Freeze()
    {
        Lexicon.Freeze();
        _nodes = new Node[_buildingHits.Count];
        var first = 0;
        for (var node = 0; node < _nodes.Length; node++)
        {
            _nodes[node] = new Node(first, checked((ushort)_buildingHits[node].Count), GoesOn: false);
            first += _buildingHits[node].Count;
        }

        _hits = [.. _buildingHits.SelectMany(hits => hits.OrderBy(hit => hit.Rule))];
        _fromRoot = new int[Lexicon.Words.Count];
        var bits = 2 + (int)Math.Log2(_edges.Count + 1);
        _shift = 32 - bits;
        _keys = new long[1 << bits];
        _targets = new int[1 << bits];
        foreach (var ((node, word), target) in _edges)
        {
            _nodes[node] = _nodes[node] with { GoesOn = true };
            if (node == Root)
                _fromRoot[word] = target;
            else
                Insert(Key(node, word), target);
        }

        _edges.Clear();
        _buildingHits.Clear();
    }

    /// <summary>Goes on from a node.</summary>
    public int Next(int node, int word)
    {
        if (node == Root)
            return _fromRoot[word];
        var key = Key(node, word);
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            var there = _keys[slot];
            if (there == key)
                return _targets[slot];
            if (there == 0)
                return NoNode;
        }
    }

    /// <summary>What ends at a node.</summary>
    public ReadOnlySpan<Hit> HitsAt(int node, out bool goesOn)
    {
        ref readonly var there = ref _nodes[node];
        goesOn = there.GoesOn;
        return _hits.AsSpan(there.First, there.Count);
    }

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;

    private int SlotOf(long key) => (int)((((uint)(key >> 32) * 31) + (uint)key) * Spread >> _shift);

    private void Insert(long key, int target)
    {
        var slot = SlotOf(key);
        while (_keys[slot] != 0)
            slot = (slot + 1) & (_keys.Length - 1);
        (_keys[slot], _targets[slot]) = (key, target);
    }

    /// <summary>
    /// What the end of a phrase stands for: the last part of a pattern, or one that others follow. Small, since a text meets
    /// hundreds of them.
    /// </summary>
    public readonly record struct Hit(ushort Rule, short After, byte Gap, short Seen);

    // Where its hits lie, how many there are, and whether any phrase is longer.
    private readonly record struct Node(int First, ushort Count, bool GoesOn);
}
