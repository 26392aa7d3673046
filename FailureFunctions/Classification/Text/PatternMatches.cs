using FailureFunctions.Classification.Rules;

namespace FailureFunctions.Classification.Text;

/// <summary>Puts the parts of patterns together as they are found in a text, and keeps the rule with precedence.</summary>
/// <param name="needed">What each rule needs beside the text.</param>
/// <param name="circumstances">What is known beside the text.</param>
/// <param name="marks">Room for where the starts of patterns ended; it may hold anything.</param>
/// <param name="seen">A bit for each of them, all zero: which have been seen. It spares clearing the marks, of which a text needs few.</param>
internal ref struct PatternMatches(Circumstances[] needed, Circumstances circumstances, Span<ulong> marks, Span<ulong> seen)
{
    private const int Window = 32;

    // For each start of a pattern, where it ended of late: the last place in the upper half, and in the lower half a bit
    // for that place and for each of the 31 before it. That is further back than a gap and a phrase together reach.
    private readonly Span<ulong> _marks = marks;
    private readonly Span<ulong> _seen = seen;
    private int _first = int.MaxValue;

    /// <summary>The index of the first rule of those that match, or -1.</summary>
    public readonly int First => _first == int.MaxValue ? -1 : _first;

    /// <summary>Takes note of a phrase. A part must come after those that end where it starts, or before.</summary>
    /// <param name="hits">What it stands for, by rule.</param>
    /// <param name="start">The place of its first word.</param>
    /// <param name="end">The place after its last word.</param>
    public void Add(ReadOnlySpan<PhraseTrie.Hit> hits, int start, int end)
    {
        var first = _first;
        var seen = _seen;
        foreach (ref readonly var hit in hits)
        {
            if (hit.Rule >= first)
                return;
            // Most hits end here: what should have come before has not.
            if (hit.After >= 0 && ((seen[hit.After >> 6] & (1ul << hit.After)) == 0 || !EndedBefore(_marks[hit.After], start, hit.Gap)))
                continue;
            if (hit.Seen >= 0)
                Mark(hit.Seen, end);
            else if ((circumstances & needed[hit.Rule]) == needed[hit.Rule])
                _first = first = hit.Rule;
        }
    }

    private readonly bool IsSeen(int mark) => (_seen[mark >> 6] & (1ul << mark)) != 0;

    private readonly void Mark(int mark, int place)
    {
        if (!IsSeen(mark))
        {
            _seen[mark >> 6] |= 1ul << mark;
            _marks[mark] = 0;
        }

        Mark(ref _marks[mark], place);
    }

    // Whether one of the ends lies at the place, or at most so many words before it.
    private static bool EndedBefore(ulong ends, int place, int gap)
    {
        var sinceLast = place - (int)(ends >> Window);
        if (sinceLast > gap)
            return false;
        var (nearest, furthest) = (-sinceLast, gap - sinceLast);
        var bits = (uint)ends;
        if (nearest > 0)
            bits = nearest >= Window ? 0 : bits >> nearest << nearest;
        return furthest >= Window - 1 ? bits != 0 : (bits & ((2u << furthest) - 1)) != 0;
    }

    private static void Mark(ref ulong ends, int place)
    {
        var moved = place - (int)(ends >> Window);
        if (moved < 0)
        {
            // Where words are written without blanks, a longer one may have been read first.
            ends |= moved > -Window ? 1u << -moved : 0;
            return;
        }

        var bits = moved >= Window ? 0 : (uint)ends << moved;
        ends = ((ulong)place << Window) | bits | 1;
    }
}
