namespace FailureFunctions.Recording;

/// <summary>The bounds of draining the outbox: docs/reliability.md.</summary>
internal static class DrainLimits
{
    /// <summary>How long a run starts new batches: the next run starts after a minute.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(50);

    /// <summary>The pause of a pointer to an unreadable row, which a new version of the app may be able to read.</summary>
    public static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);

    /// <summary>Pointers processed together: a table transaction takes 100 removals.</summary>
    public const int Batch = 100;

    /// <summary>A run ends after this many consecutive failures that concern the tables or the bus as a whole.</summary>
    public const int FailuresInARow = 16;

    /// <summary>Due pointers held in memory.</summary>
    public const int Listed = 2_000;

    /// <summary>Pointers that one listing scans.</summary>
    public const int Scanned = 50_000;

    /// <summary>The longest <c>LastError</c>, in characters.</summary>
    public const int LongestError = 300;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>The pause of a pointer whose failure could not be published: 15 s, doubled for each earlier attempt, at most 15 min.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
