namespace FailureFunctions.Failures.Recording;

/// <summary>Counts during a run; several workers at once.</summary>
internal sealed class DrainTally
{
    private int _completed;
    private int _postponed;
    private int _unreadable;

    public DrainReport Report => new(Volatile.Read(ref _completed), Volatile.Read(ref _postponed), Volatile.Read(ref _unreadable));

    public void Completed() => Interlocked.Increment(ref _completed);

    public void Postponed() => Interlocked.Increment(ref _postponed);

    public void Unreadable() => Interlocked.Increment(ref _unreadable);
}
