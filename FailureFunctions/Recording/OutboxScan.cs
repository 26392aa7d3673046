using Azure.Data.Tables;

namespace FailureFunctions.Recording;

/// <summary>Goes through outbox entries and keeps the oldest of those that are due.</summary>
internal sealed class OutboxScan(DateTimeOffset now)
{
    // The youngest on top, to make room for an older one.
    private readonly PriorityQueue<OutboxEntry, long> _due = new();
    private int _count;
    private int _unreadable;
    private bool _moreDue;
    private DateTimeOffset? _oldest;

    /// <summary>Looks at an entry.</summary>
    /// <returns>Whether there is room for more.</returns>
    public bool Add(TableEntity entity)
    {
        var entry = OutboxEntryReader.Read(entity);
        _count++;
        _unreadable += entry.Failure is null ? 1 : 0;
        _oldest = _oldest < entry.FirstSeenAt ? _oldest : entry.FirstSeenAt;
        if (entry.IsDue(now))
        {
            _due.Enqueue(entry, -entry.FirstSeenAt.UtcTicks);
            if (_due.Count > DrainLimits.Listed)
            {
                _due.Dequeue();
                _moreDue = true;
            }
        }
        _moreDue |= _count >= DrainLimits.Scanned;
        return _count < DrainLimits.Scanned;
    }

    public OutboxListing Result() => new(
        [.. _due.UnorderedItems.Select(item => item.Element).OrderBy(entry => entry.FirstSeenAt)],
        _count,
        _unreadable,
        _oldest,
        _moreDue);
}
