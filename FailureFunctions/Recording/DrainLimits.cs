namespace FailureFunctions.Recording;

/// <summary>How the outbox is drained.</summary>
internal static class DrainLimits
{
    /// <summary>A younger entry is left to the request that made it, which is still at work.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    /// <summary>How long one run takes new entries up: the next begins after a minute.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(50);

    /// <summary>
    /// How long an entry is ours: longer than the rest of a run and the completion that it ends with, so that only a
    /// crash leaves a lease to expire.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>The pause after an entry's first failure; it doubles with each further one.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);

    /// <summary>The longest pause: so soon is an entry published when what was down comes back.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>The pause of an entry that cannot be read: it is looked at again, since a new version may read it.</summary>
    public static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);

    /// <summary>
    /// The longest that an entry is ever left alone, with room for clocks that differ: what says more was written by
    /// nobody of us, and counts as no lease.
    /// </summary>
    public static readonly TimeSpan LongestLease = UnreadablePause + TimeSpan.FromMinutes(5);

    /// <summary>How long a run waits for one write to an entry.</summary>
    public static readonly TimeSpan Write = TimeSpan.FromSeconds(5);

    /// <summary>How long a run waits for leasing <see cref="Leased"/> entries, each by itself where others work on them too.</summary>
    public static readonly TimeSpan LeaseWrites = TimeSpan.FromSeconds(20);

    /// <summary>How many entries are completed at once.</summary>
    public const int Concurrency = 16;

    /// <summary>
    /// After so many failures in a row that tell of the tables or the bus, not of an entry, a run ends: what is down or
    /// throttled is asked at most <c>2 × Concurrency − 1</c> times a minute, however many entries there are.
    /// </summary>
    public const int FailuresInARow = Concurrency;

    /// <summary>How many entries are leased at once: the most that a table takes in one transaction.</summary>
    public const int Leased = 100;

    /// <summary>How many due entries are held in memory.</summary>
    public const int Listed = 2_000;

    /// <summary>How many entries one listing looks at: what "oldest first" refers to when there are more.</summary>
    public const int Scanned = 50_000;

    /// <summary>The longest <c>LastError</c>, in characters.</summary>
    public const int LongestError = 300;

    /// <summary>The pause after a failure.</summary>
    /// <param name="attempts">How often the entry has failed before.</param>
    /// <returns><see cref="FirstPause"/> doubled so often, at most <see cref="LongestPause"/>.</returns>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
