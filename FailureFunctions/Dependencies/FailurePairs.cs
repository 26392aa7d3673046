namespace FailureFunctions.Dependencies;

/// <summary>Recognises a failure that follows another one within a window. Safe for several threads.</summary>
internal sealed class FailurePairs(TimeProvider time, TimeSpan window)
{
    private const long None = long.MinValue;

    private long _last = None;

    /// <summary>Adds a failure.</summary>
    /// <returns>Whether the one before it lies within the window.</returns>
    public bool Add()
    {
        var now = time.GetTimestamp();
        var before = Interlocked.Exchange(ref _last, now);
        return before != None && time.GetElapsedTime(before, now) < window;
    }

    public void Clear() => Interlocked.Exchange(ref _last, None);
}
