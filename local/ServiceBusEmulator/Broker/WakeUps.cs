namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// When which message must be looked at: a lock or a time to live ends, a scheduled message is due. Entries are never
/// removed early; their owner, whose lock guards this, checks whether there is still something to do.
/// </summary>
internal sealed class WakeUps : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private readonly PriorityQueue<long, DateTimeOffset> _due = new();

    /// <param name="timeProvider">The clock.</param>
    /// <param name="wake">Called, on any thread and without the owner's lock, when the earliest is due; it must take all that are.</param>
    public WakeUps(TimeProvider timeProvider, Action wake)
    {
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(long sequenceNumber, DateTimeOffset due)
    {
        _due.Enqueue(sequenceNumber, due);
        Arm();
    }

    public bool TryTake(DateTimeOffset now, out long sequenceNumber)
    {
        if (_due.TryPeek(out sequenceNumber, out var due) && due <= now)
        {
            _due.Dequeue();
            return true;
        }

        Arm();
        return false;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (!_due.TryPeek(out _, out var due))
            return;

        // Timers count whole milliseconds: rounded up, so that they do not fire too early.
        var wait = Math.Ceiling(Math.Clamp((due - _timeProvider.GetUtcNow()).TotalMilliseconds, 0, LongestTimer.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
