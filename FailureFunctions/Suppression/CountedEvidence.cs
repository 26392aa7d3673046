namespace FailureFunctions.Suppression;

/// <summary>
/// The evidence of a recipient that counts: each event once, none at or before the latest release, by weight and in order of
/// occurrence. Strikes are the first of each UTC day.
/// </summary>
internal sealed class CountedEvidence
{
    private readonly List<Evidence> _complaints = [];
    private readonly List<Evidence> _dead = [];
    private readonly List<Evidence> _disabled = [];
    private readonly List<Evidence> _strikes = [];

    public CountedEvidence(IEnumerable<Evidence> evidence, DateTimeOffset? releasedAt)
    {
        var counted = evidence.Where(one => one.Weight is not EvidenceWeight.None && !(one.OccurredAt <= releasedAt)).ToList();
        counted.Sort(Compare);
        var seen = counted.Count > 1 ? new HashSet<string>(counted.Count, StringComparer.Ordinal) : null;
        foreach (var one in counted)
            if (seen?.Add(one.EventId.Value) != false)
                Add(one);
    }

    public IReadOnlyList<Evidence> Complaints => _complaints;

    /// <summary>Verdicts that the address does not exist.</summary>
    public IReadOnlyList<Evidence> Dead => _dead;

    public IReadOnlyList<Evidence> Disabled => _disabled;

    public IReadOnlyList<Evidence> Strikes => _strikes;

    public static int DayOf(Evidence strike) => DateOnly.FromDateTime(strike.OccurredAt.UtcDateTime).DayNumber;

    private void Add(Evidence one)
    {
        switch (one.Weight)
        {
            case EvidenceWeight.Complaint:
                _complaints.Add(one);
                break;
            case EvidenceWeight.Dead:
                _dead.Add(one);
                break;
            case EvidenceWeight.Disabled:
                _disabled.Add(one);
                break;
            case EvidenceWeight.Strike when _strikes.Count == 0 || DayOf(_strikes[^1]) < DayOf(one):
                _strikes.Add(one);
                break;
        }
    }

    // An order of all there can be, so that the order in which it comes makes no difference.
    private static int Compare(Evidence one, Evidence other)
    {
        var order = one.OccurredAt.CompareTo(other.OccurredAt);
        if (order == 0)
            order = string.CompareOrdinal(one.EventId.Value, other.EventId.Value);
        if (order == 0)
            order = other.Weight.CompareTo(one.Weight);
        return order == 0 ? one.Reason.CompareTo(other.Reason) : order;
    }
}
