namespace FailureFunctions.Copernica.Signing;

/// <summary>What <see cref="CachedKeySource"/> remembers of a name. Guarded by its lock.</summary>
internal sealed class CachedKey
{
    /// <summary>What was found last; null before the first look-up ends.</summary>
    public KeyLookup? Lookup { get; private set; }

    /// <summary>Until when it counts without another look-up.</summary>
    public DateTimeOffset FreshUntil { get; private set; }

    /// <summary>Until when a key is used if DNS is down.</summary>
    public DateTimeOffset StaleUntil { get; private set; }

    /// <summary>When the last look-up ended.</summary>
    public DateTimeOffset LookedAt { get; private set; }

    /// <summary>Whether there has been a key at this name: such names are looked up whatever else is going on.</summary>
    public bool EverFound { get; private set; }

    /// <summary>When somebody last asked.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>The look-up under way, for all who wait; null when there is none.</summary>
    public Task<KeyLookup>? Pending { get; set; }

    /// <summary>Takes the end of a look-up over.</summary>
    /// <param name="answer">What it brought.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="now">The time.</param>
    /// <returns>What counts from now on.</returns>
    public KeyLookup Update(KeyAnswer answer, KeyCacheLimits limits, DateTimeOffset now)
    {
        LookedAt = now;
        switch (answer.Lookup)
        {
            case KeyLookup.Found found:
                EverFound = true;
                // The same keys stay the same object: whoever tried them need not try again.
                Lookup = Lookup is KeyLookup.Found known && AreSame(known.Keys, found.Keys) ? known : found;
                FreshUntil = now + Clamp(answer.TimeToLive, limits.Found);
                StaleUntil = FreshUntil + limits.Stale;
                break;
            case KeyLookup.Refused refused:
                Lookup = refused;
                FreshUntil = now + Clamp(answer.TimeToLive, limits.Refused);
                break;
            case KeyLookup.Unavailable unavailable:
                var usable = Lookup is KeyLookup.Found && now < StaleUntil;
                var pause = usable ? limits.UnavailableWhileStale : limits.Unavailable;
                Lookup = usable ? Lookup : unavailable with { RetryAfter = pause };
                FreshUntil = FreshUntil > now + pause ? FreshUntil : now + pause;
                break;
        }

        return Lookup!;
    }

    private static TimeSpan Clamp(TimeSpan time, (TimeSpan Shortest, TimeSpan Longest) bounds) =>
        time < bounds.Shortest ? bounds.Shortest : time > bounds.Longest ? bounds.Longest : time;

    private static bool AreSame(IReadOnlyList<SigningKey> one, IReadOnlyList<SigningKey> other) =>
        one.Count == other.Count && one.All(key => other.Any(key.IsSameAs));
}
