namespace FailureFunctions.Recording;

/// <summary>Counts during a run; several workers at once.</summary>
internal sealed class DrainTally
{
    private int _completed;
    private int _postponed;
    private int _unreadable;
    private int _inARow;
    private volatile bool _givenUp;

    /// <summary>Whether the tables or the bus are down or throttled, so that going on makes no sense.</summary>
    public bool IsGivenUp => _givenUp;

    public DrainReport Report => new(Volatile.Read(ref _completed), Volatile.Read(ref _postponed), Volatile.Read(ref _unreadable));

    public void Completed()
    {
        Interlocked.Increment(ref _completed);
        Volatile.Write(ref _inARow, 0);
    }

    /// <summary>Counts an entry that failed.</summary>
    /// <param name="ofTheService">Whether the failure tells of the tables or the bus rather than of the entry.</param>
    public void Postponed(bool ofTheService)
    {
        Interlocked.Increment(ref _postponed);
        if (ofTheService && Interlocked.Increment(ref _inARow) >= DrainLimits.FailuresInARow)
            _givenUp = true;
    }

    public void GiveUp() => _givenUp = true;

    public void Unreadable() => Interlocked.Increment(ref _unreadable);
}
