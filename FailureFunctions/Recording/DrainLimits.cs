namespace FailureFunctions.Recording;

/// <summary>The bounds of draining the outbox: docs/reliability.md.</summary>
internal static class DrainLimits
{
    /// <summary>A younger entry is left to the request that added it, which is still running.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    /// <summary>How long a run starts new entries: the next run starts after a minute.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(50);

    /// <summary>Longer than the rest of a run and the completion that ends it, so that only a crash leaves a lease to expire.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>The pause of an unreadable entry, which a new version of the app may be able to read.</summary>
    public static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);

    /// <summary>Entries completed at the same time.</summary>
    public const int Concurrency = 16;

    /// <summary>
    /// A run ends after this many consecutive failures that concern the tables or the bus: a service that is down gets at
    /// most <c>2 × Concurrency − 1</c> calls a minute, however many entries there are.
    /// </summary>
    public const int FailuresInARow = Concurrency;

    /// <summary>Entries leased at once: a table transaction takes 100.</summary>
    public const int Leased = 100;

    /// <summary>Due entries held in memory, without their failures.</summary>
    public const int Listed = 2_000;

    /// <summary>Entries that one listing scans: "oldest first" refers to these.</summary>
    public const int Scanned = 50_000;

    /// <summary>The longest <c>LastError</c>, in characters.</summary>
    public const int LongestError = 300;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>The pause of an entry that has failed: 15 s, doubled for each earlier failure, at most 15 min.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
