namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The bounds of <see cref="CachedKeySource"/>. They are no settings: none of them depends on who runs the app, and a forger
/// would be the one to gain from a wrong one.
/// </summary>
internal sealed record KeyCacheLimits
{
    /// <summary>The bounds within which DNS decides how long a key is kept.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Found { get; init; } = (TimeSpan.FromMinutes(5), TimeSpan.FromDays(1));

    /// <summary>The same for the knowledge that there is no key.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Refused { get; init; } = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    /// <summary>How long DNS is left alone after it failed, when no key is known.</summary>
    public TimeSpan Unavailable { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same when one is: requests wait for each try, so they are rarer.</summary>
    public TimeSpan UnavailableWhileStale { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long past its time a key is used while DNS is down.</summary>
    public TimeSpan Stale { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long after one look-up of a key a misfit signature may cause another.</summary>
    public TimeSpan AgainPerKey { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The same for all keys together: how many at once, and how long it takes to earn one.</summary>
    public (int AtOnce, TimeSpan Period) Again { get; init; } = (2, TimeSpan.FromSeconds(30));

    /// <summary>
    /// How many names that never had a key may be looked up: how many at once, and how long it takes to earn one. Each may
    /// take two packets, so that 10 packets is what a burst of forgeries can cause.
    /// </summary>
    public (int AtOnce, TimeSpan Period) NewNames { get; init; } = (4, TimeSpan.FromSeconds(15));

    /// <summary>How many names are remembered.</summary>
    public int Capacity { get; init; } = 256;
}
