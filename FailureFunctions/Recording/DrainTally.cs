namespace FailureFunctions.Recording;

/// <summary>What one run of the drain did.</summary>
/// <param name="Postponed">Pointers that failed and are tried again later.</param>
/// <param name="Unreadable">Pointers to unreadable rows, which are kept.</param>
internal readonly record struct DrainReport(int Completed, int Postponed, int Unreadable);

/// <summary>Counts during a run of the drain. Safe for several threads.</summary>
internal sealed class DrainTally
{
    private int _completed;
    private int _postponed;
    private int _unreadable;
    private int _failures;
    private int _inARow;
    private volatile bool _isDown;

    /// <summary>Whether the tables or the bus are down or throttled, so that the run should end.</summary>
    public bool IsDown => _isDown;

    /// <summary>Failures that concern the tables or the bus as a whole.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public DrainReport Report => new(Volatile.Read(ref _completed), Volatile.Read(ref _postponed), Volatile.Read(ref _unreadable));

    public void Completed(int pointers) => Interlocked.Add(ref _completed, pointers);

    public void Postponed() => Interlocked.Increment(ref _postponed);

    public void Unreadable() => Interlocked.Increment(ref _unreadable);

    public void Succeeded() => Volatile.Write(ref _inARow, 0);

    public void Failed()
    {
        Interlocked.Increment(ref _failures);
        if (Interlocked.Increment(ref _inARow) >= DrainLimits.FailuresInARow)
            Down();
    }

    public void Down() => _isDown = true;
}
