namespace FailureFunctions.Copernica.Signing;

/// <param name="Usable">What requests use: the known keys, if DNS did not answer.</param>
/// <param name="Latest">What DNS said, or that it did not answer.</param>
internal readonly record struct LookedUp(KeyLookup Usable, KeyLookup Latest);

/// <summary>What is known of one name. Guarded by the lock of its <see cref="KeyCache"/>.</summary>
internal sealed class KeyCacheEntry
{
    /// <summary>How long a key is trusted after DNS last gave it, whatever its TTL, and whether DNS is up or down.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    /// <summary>How long DNS is not asked after it failed, while no key is known.</summary>
    public static readonly TimeSpan PauseWithoutKey = TimeSpan.FromSeconds(5);

    // Longer while a key is known, since requests wait for each look-up.
    private static readonly TimeSpan PauseWithKey = TimeSpan.FromMinutes(1);

    // Within these bounds, DNS decides when it is asked again about a key, and about a name without one.
    private static readonly (TimeSpan Least, TimeSpan Most) FoundIsKept = (TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    private static readonly (TimeSpan Least, TimeSpan Most) RefusedIsKept = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    // How old the seen time of a shared key may get. The trust of other instances ends that much earlier.
    private static readonly TimeSpan SharedAgain = TimeSpan.FromHours(1);

    private DateTimeOffset _firstSeenAt;
    private DateTimeOffset _seenAt; // When DNS last gave a key, or said that there is none.
    private (KeyLookup? Lookup, DateTimeOffset SeenAt) _shared;

    public KeyLookup? Lookup { get; private set; }
    public DateTimeOffset FreshUntil { get; private set; }
    public DateTimeOffset UsedAt { get; set; }
    public bool EverFound { get; private set; }

    /// <summary>Whether the name has verified a signature, here or on another instance.</summary>
    public bool EverVerified { get; private set; }

    public Task<LookedUp>? Pending { get; set; }

    /// <summary>10,000 forgeries within two minutes cost six look-ups, and hide a replaced key for half a minute.</summary>
    public TokenBucket Again { get; } = new(capacity: 2, period: TimeSpan.FromSeconds(30));

    private DateTimeOffset TrustedUntil => _seenAt + Trusted;

    public KeyLookup Update(KeyAnswer answer, DateTimeOffset now)
    {
        switch (answer.Lookup)
        {
            case KeyLookup.Found found:
                _firstSeenAt = EverFound ? _firstSeenAt : now;
                EverFound = true;
                // The same keys stay the same object, so that a signature is not tried on them twice.
                Lookup = Lookup is KeyLookup.Found known && AreSame(known.Keys, found.Keys) ? known : found;
                FreshUntil = now + Clamp(answer.TimeToLive, FoundIsKept);
                _seenAt = now;
                break;
            case KeyLookup.Refused refused:
                Lookup = refused;
                FreshUntil = now + Clamp(answer.TimeToLive, RefusedIsKept);
                _seenAt = now;
                break;
            case KeyLookup.Unavailable when Lookup is KeyLookup.Found && now < TrustedUntil:
                FreshUntil = Earlier(TrustedUntil, now + PauseWithKey > FreshUntil ? now + PauseWithKey : FreshUntil);
                break;
            case KeyLookup.Unavailable unavailable:
                Lookup = unavailable with { RetryAfter = PauseWithoutKey };
                FreshUntil = now + PauseWithoutKey;
                break;
        }

        return Lookup!;
    }

    /// <summary>Takes keys over that another instance, or this one before its restart, had from DNS.</summary>
    public void Take(SharedKey shared, DateTimeOffset now)
    {
        // What DNS has said here since counts more.
        if (EverFound || shared.SeenAt <= _seenAt || now >= shared.SeenAt + Trusted)
            return;
        (_firstSeenAt, _seenAt) = (shared.FirstSeenAt, Earlier(shared.SeenAt, now));
        (Lookup, EverFound, EverVerified) = (shared.Keys, true, true);
        FreshUntil = Earlier(shared.FreshUntil, _seenAt + FoundIsKept.Most);
        _shared = (Lookup, _seenAt);
    }

    /// <summary>Notes that a signature was right, which no forger can cause.</summary>
    /// <returns>What other instances are to know; null when they do.</returns>
    public SharedKey? NoteVerified(KeyId keyId)
    {
        EverVerified = true;
        if (Lookup is not KeyLookup.Found found || (ReferenceEquals(_shared.Lookup, found) && _seenAt - _shared.SeenAt < SharedAgain))
            return null;
        _shared = (found, _seenAt);
        return new SharedKey(keyId, found, _firstSeenAt, _seenAt, FreshUntil);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static TimeSpan Clamp(TimeSpan value, (TimeSpan Least, TimeSpan Most) bounds) =>
        value < bounds.Least ? bounds.Least : value > bounds.Most ? bounds.Most : value;

    private static bool AreSame(IReadOnlyList<SigningKey> one, IReadOnlyList<SigningKey> other) =>
        one.All(key => other.Any(key.IsSameAs)) && other.All(key => one.Any(key.IsSameAs));
}

/// <summary>A budget that refills over time. .NET's TokenBucketRateLimiter does not take a TimeProvider.</summary>
internal sealed class TokenBucket(int capacity, TimeSpan period)
{
    // When the bucket is full again; each token spent moves it by a period.
    private DateTimeOffset _fullAt;

    public bool TrySpend(DateTimeOffset now, out TimeSpan wait)
    {
        var fullAt = _fullAt > now ? _fullAt : now;
        wait = fullAt + period - now - period * capacity;
        if (wait > TimeSpan.Zero)
            return false;
        _fullAt = fullAt + period;
        return true;
    }
}
