using FailureFunctions.Recording;

namespace FailureFunctions.Suppression;

/// <summary>
/// The evidence of a recipient that counts: each event once, none at or before the latest release, by weight and in order of
/// occurrence. Strikes are the first of each UTC day, and the first after a delivery on that day.
/// </summary>
internal sealed class CountedEvidence
{
    /// <summary>
    /// So many deliveries of a recipient are kept, the latest. Each was stored because of a failure before it, so the failures before all of
    /// them are long over: they do not count, although the deliveries that ended them are forgotten.
    /// </summary>
    public const int MostDeliveries = 40;

    // Up to this many are compared with each other sooner than hashed.
    private const int Few = 20;

    private readonly List<Evidence> _complaints = [];
    private readonly List<Evidence> _dead = [];
    private readonly List<Evidence> _disabled = [];
    private readonly List<Evidence> _strikes = [];
    private readonly List<Evidence> _deliveries = [];

    public CountedEvidence(IEnumerable<Evidence> evidence, DateTimeOffset? releasedAt)
    {
        var counted = new List<Evidence>(evidence.TryGetNonEnumeratedCount(out var count) ? count : 8);
        foreach (var one in evidence)
            if (one.Weight is not EvidenceWeight.None && !(one.OccurredAt <= releasedAt))
                counted.Add(one);
        counted.Sort(InOrder);
        foreach (var one in counted)
            if (one.Weight is EvidenceWeight.Delivery)
                _deliveries.Add(one);
        var floor = DateTimeOffset.MinValue;
        if (_deliveries.Count >= MostDeliveries)
        {
            _deliveries.RemoveRange(0, _deliveries.Count - MostDeliveries);
            floor = _deliveries[0].OccurredAt;
        }
        var seen = counted.Count > Few ? new HashSet<EventId>(counted.Count) : null;
        for (var i = 0; i < counted.Count; i++)
            if ((seen?.Add(counted[i].EventId) ?? IsFirst(counted, i)) && (counted[i].OccurredAt >= floor || counted[i].Weight is EvidenceWeight.Complaint))
                Add(counted[i]);
    }

    public List<Evidence> Complaints => _complaints;

    /// <summary>Verdicts that the address does not exist.</summary>
    public List<Evidence> Dead => _dead;

    public List<Evidence> Disabled => _disabled;

    public List<Evidence> Strikes => _strikes;

    public List<Evidence> Deliveries => _deliveries;

    /// <summary>The first delivery at or after a failure; null if there is none.</summary>
    public DateTimeOffset? DeliveredAfter(Evidence failure)
    {
        foreach (var delivery in _deliveries)
            if (delivery.OccurredAt >= failure.OccurredAt)
                return delivery.OccurredAt;
        return null;
    }

    /// <summary>Whether a delivery lies between two failures, so that they have nothing to do with each other.</summary>
    public bool AreParted(Evidence earlier, Evidence later) => DeliveredAfter(earlier) < later.OccurredAt;

    public static int DayOf(Evidence strike) => DateOnly.FromDateTime(strike.OccurredAt.UtcDateTime).DayNumber;

    /// <summary>By occurrence; a total order, so that the order in which evidence comes makes no difference.</summary>
    public static int InOrder(Evidence one, Evidence other)
    {
        var order = one.OccurredAt.CompareTo(other.OccurredAt);
        if (order == 0)
            order = string.CompareOrdinal(one.EventId.Value, other.EventId.Value);
        if (order == 0)
            order = other.Weight.CompareTo(one.Weight);
        return order == 0 ? one.Reason.CompareTo(other.Reason) : order;
    }

    private static bool IsFirst(List<Evidence> counted, int index)
    {
        for (var i = 0; i < index; i++)
            if (counted[i].EventId == counted[index].EventId)
                return false;
        return true;
    }

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
            case EvidenceWeight.Strike when _strikes.Count == 0 || DayOf(_strikes[^1]) < DayOf(one) || AreParted(_strikes[^1], one):
                _strikes.Add(one);
                break;
        }
    }
}
