namespace FailureFunctions.Recording;

/// <summary>What one run of the drain did.</summary>
/// <param name="Postponed">Entries that failed and are tried again later.</param>
/// <param name="Unreadable">Entries that are flagged and kept.</param>
internal readonly record struct DrainReport(int Completed, int Postponed, int Unreadable);

/// <summary>Counts during a run of the drain. Safe for several threads.</summary>
internal sealed class DrainTally
{
    private int _completed;
    private int _postponed;
    private int _unreadable;
    private int _inARow;
    private volatile bool _givenUp;

    /// <summary>Whether the tables or the bus are down or throttled, so that the run should end.</summary>
    public bool IsGivenUp => _givenUp;

    public DrainReport Report => new(Volatile.Read(ref _completed), Volatile.Read(ref _postponed), Volatile.Read(ref _unreadable));

    public void Completed()
    {
        Interlocked.Increment(ref _completed);
        Volatile.Write(ref _inARow, 0);
    }

    /// <param name="isDown">Whether the failure concerns the tables or the bus as a whole rather than the entry.</param>
    public void Postponed(bool isDown)
    {
        Interlocked.Increment(ref _postponed);
        if (isDown && Interlocked.Increment(ref _inARow) >= DrainLimits.FailuresInARow)
            _givenUp = true;
    }

    public void Unreadable() => Interlocked.Increment(ref _unreadable);

    public void GiveUp() => _givenUp = true;
}
