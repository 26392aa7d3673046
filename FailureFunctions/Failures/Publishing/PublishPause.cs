namespace FailureFunctions.Failures.Publishing;

/// <summary>
/// Leaves the bus alone for a while after it could not be used, so that calls neither pile up waiting for it nor add to
/// its load: what they report is queued at once. Safe for several threads.
/// </summary>
/// <param name="time">Measures the pause.</param>
public sealed class PublishPause(TimeProvider time)
{
    /// <summary>After the bus said that it is busy. Microsoft's client, too, sends nothing for 10 s then.</summary>
    public static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    /// <summary>After the bus could not be reached.</summary>
    public static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(2);

    private long _untilTicks;

    /// <summary>Whether the bus is to be left alone.</summary>
    public bool IsOn => time.GetUtcNow().UtcTicks < Interlocked.Read(ref _untilTicks);

    /// <summary>Begins a pause.</summary>
    /// <param name="length">How long.</param>
    public void Begin(TimeSpan length) => Interlocked.Exchange(ref _untilTicks, (time.GetUtcNow() + length).UtcTicks);
}
