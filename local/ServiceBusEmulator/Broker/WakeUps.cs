namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// When which message wants looking at: a lock or a time to live ends, a scheduled message is due. Entries are never
/// taken back; whoever is woken looks whether there is still something to do. Guarded by its owner's lock.
/// </summary>
internal sealed class WakeUps : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private readonly PriorityQueue<long, DateTimeOffset> _due = new();
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private volatile bool _fired;

    /// <param name="timeProvider">The clock.</param>
    /// <param name="wake">Called, on any thread and without the owner's lock, when the earliest is due.</param>
    public WakeUps(TimeProvider timeProvider, Action wake)
    {
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(
            _ =>
            {
                _fired = true;
                wake();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public void Add(long sequenceNumber, DateTimeOffset due)
    {
        _due.Enqueue(sequenceNumber, due);
        if (due < _armedFor)
            Arm();
    }

    /// <summary>The next message whose time has come; false when there is none.</summary>
    public bool TryTake(DateTimeOffset now, out long sequenceNumber)
    {
        if (_due.TryPeek(out sequenceNumber, out var due) && due <= now)
        {
            _due.Dequeue();
            return true;
        }

        // A timer that fired is spent, also when it fired a little early or only to reach beyond its longest time.
        if (_fired)
            Arm();
        return false;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        _fired = false;
        if (!_due.TryPeek(out _, out var due))
        {
            _armedFor = DateTimeOffset.MaxValue;
            return;
        }

        _armedFor = due;
        var wait = due - _timeProvider.GetUtcNow();

        // Timers count whole milliseconds: rounded up, so that they do not fire before their time.
        var milliseconds = Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestTimer.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }
}
