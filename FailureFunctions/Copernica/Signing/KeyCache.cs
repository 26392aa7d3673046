using Microsoft.Extensions.Logging;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers published keys and decides when to look again. There is one look-up at a time per key, however many requests
/// wait for it. Forged requests cannot drive DNS traffic: names that never had a key share a budget, and every name has one
/// for the look-ups after a signature that does not fit, so that forgeries under one name hold up no other. FusionCache would
/// bring the single look-up and the stale keys, but neither budgets nor lifetimes by outcome, which are most of this class,
/// and it reads the machine's clock.
/// </summary>
internal sealed partial class KeyCache(IKeyResolver resolver, TimeProvider time, ILogger<KeyCache> logger)
{
    /// <summary>
    /// In names. This and the limits below are not settings: none depends on who runs the app, and a wrong value would only
    /// help a forger.
    /// </summary>
    internal const int Capacity = 256;

    /// <summary>How long a key is trusted after DNS last gave it, whatever its TTL, and whether DNS is up or down.</summary>
    internal static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    // Within these bounds, DNS decides when it is asked again about a key, and about a name without one.
    private static readonly (TimeSpan Least, TimeSpan Most) FoundIsKept = (TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    private static readonly (TimeSpan Least, TimeSpan Most) RefusedIsKept = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    // How long DNS is not asked after it failed. Requests wait for each look-up, so it is longer while a key is known.
    private static readonly TimeSpan PauseWithoutKey = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseWithKey = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, Entry> _entries = [];

    private readonly TokenBucket _newNames = new(capacity: 4, period: TimeSpan.FromSeconds(1));

    /// <summary>Cancelling ends the wait, but not a look-up that others wait for.</summary>
    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_entries.TryGetValue(keyId, out var entry))
            {
                entry.UsedAt = now;
                if (now < entry.FreshUntil)
                    return ValueTask.FromResult(entry.Lookup!);
            }

            if (entry is not ({ EverFound: true } or { Pending: not null }) && !_newNames.TrySpend(now, out var wait))
                return Unavailable("Too many unknown key names; DNS is not asked about more for now", wait);
            return UsableAsync(entry?.Pending ?? Look(keyId, entry ?? Add(keyId, now)), cancellationToken);
        }
    }

    /// <summary>Looks again when a signature does not fit the known keys: they may have been replaced.</summary>
    /// <returns>
    /// <paramref name="tried"/> itself when DNS has just confirmed it; <see cref="KeyLookup.Unavailable"/> when DNS could not be
    /// asked, so that nobody knows whether the signature is a forgery.
    /// </returns>
    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(keyId, out var entry))
                return FindAsync(keyId, cancellationToken);
            // Another request may have looked meanwhile, or be looking.
            if (entry.Lookup is { } latest && !ReferenceEquals(latest, tried))
                return ValueTask.FromResult(latest);
            if (entry.Pending is null && !entry.Again.TrySpend(time.GetUtcNow(), out var wait))
                return Unavailable($"The signature does not fit {keyId}, which was looked up again a short time ago", wait);
            return LatestAsync(entry.Pending ?? Look(keyId, entry), cancellationToken);
        }
    }

    /// <summary>Notes that a signature was right, which no forger can cause: such names are forgotten last.</summary>
    public void NoteVerified(KeyId keyId)
    {
        lock (_lock)
            if (_entries.TryGetValue(keyId, out var entry))
                entry.EverVerified = true;
    }

    private static ValueTask<KeyLookup> Unavailable(string reason, TimeSpan retryAfter) =>
        ValueTask.FromResult<KeyLookup>(new KeyLookup.Unavailable(reason, retryAfter));

    private static async ValueTask<KeyLookup> UsableAsync(Task<LookedUp> look, CancellationToken cancellationToken) =>
        (await look.WaitAsync(cancellationToken)).Usable;

    private static async ValueTask<KeyLookup> LatestAsync(Task<LookedUp> look, CancellationToken cancellationToken) =>
        (await look.WaitAsync(cancellationToken)).Latest;

    // Runs on its own: others may wait for it too, and the caller may be cancelled.
    private Task<LookedUp> Look(KeyId keyId, Entry entry) => entry.Pending = Task.Run(() => LookAsync(keyId, entry));

    private async Task<LookedUp> LookAsync(KeyId keyId, Entry entry)
    {
        var answer = await resolver.ResolveAsync(keyId);
        KeyLookup? before;
        KeyLookup after;
        lock (_lock)
        {
            before = entry.Lookup;
            after = entry.Update(answer, time.GetUtcNow());
            entry.Pending = null;
        }

        Report(keyId, answer.Lookup, before, after);
        return new LookedUp(after, answer.Lookup is KeyLookup.Unavailable failed ? failed with { RetryAfter = PauseWithoutKey } : after);
    }

    private Entry Add(KeyId keyId, DateTimeOffset now)
    {
        // Names without a key go first, then those whose key never fitted a signature, then those not used for longest.
        if (_entries.Count >= Capacity)
            _entries.Remove(_entries.OrderBy(entry => (entry.Value.EverVerified, entry.Value.EverFound, entry.Value.UsedAt)).First().Key);
        return _entries[keyId] = new Entry { UsedAt = now };
    }

    private void Report(KeyId keyId, KeyLookup answer, KeyLookup? before, KeyLookup after)
    {
        switch (answer)
        {
            case KeyLookup.Found found when !ReferenceEquals(before, after):
                foreach (var key in found.Keys)
                    if (key.Bits < 2048)
                        Log.KeyIsShort(logger, keyId, key.Bits);
                    else
                        Log.KeyFound(logger, keyId, key.Bits);
                break;
            case KeyLookup.Refused refused:
                Log.NoKey(logger, keyId, refused.Cause.Name);
                break;
            case KeyLookup.Unavailable unavailable when after is KeyLookup.Found:
                Log.StaleKeyUsed(logger, keyId, unavailable.Reason);
                break;
            case KeyLookup.Unavailable unavailable:
                Log.KeyNotLookedUp(logger, keyId, unavailable.Reason);
                break;
        }
    }

    /// <param name="Usable">What requests use: the known keys, if DNS did not answer.</param>
    /// <param name="Latest">What DNS said, or that it did not answer.</param>
    private readonly record struct LookedUp(KeyLookup Usable, KeyLookup Latest);

    // Guarded by the cache's lock.
    private sealed class Entry
    {
        private DateTimeOffset _trustedUntil;

        public KeyLookup? Lookup { get; private set; }
        public DateTimeOffset FreshUntil { get; private set; }
        public DateTimeOffset UsedAt { get; set; }
        public bool EverFound { get; private set; }
        public bool EverVerified { get; set; }

        public Task<LookedUp>? Pending { get; set; }

        // 10,000 forgeries within two minutes cost six look-ups, and hide a replaced key for half a minute.
        public TokenBucket Again { get; } = new(capacity: 2, period: TimeSpan.FromSeconds(30));

        public KeyLookup Update(KeyAnswer answer, DateTimeOffset now)
        {
            switch (answer.Lookup)
            {
                case KeyLookup.Found found:
                    EverFound = true;
                    // The same keys stay the same object, so that a signature is not tried on them twice.
                    Lookup = Lookup is KeyLookup.Found known && AreSame(known.Keys, found.Keys) ? known : found;
                    FreshUntil = now + Clamp(answer.TimeToLive, FoundIsKept);
                    _trustedUntil = now + Trusted;
                    break;
                case KeyLookup.Refused refused:
                    Lookup = refused;
                    FreshUntil = now + Clamp(answer.TimeToLive, RefusedIsKept);
                    break;
                case KeyLookup.Unavailable when Lookup is KeyLookup.Found && now < _trustedUntil:
                    var pause = now + PauseWithKey;
                    FreshUntil = pause > _trustedUntil ? _trustedUntil : pause > FreshUntil ? pause : FreshUntil;
                    break;
                case KeyLookup.Unavailable unavailable:
                    Lookup = unavailable with { RetryAfter = PauseWithoutKey };
                    FreshUntil = now + PauseWithoutKey;
                    break;
            }

            return Lookup!;
        }

        private static TimeSpan Clamp(TimeSpan value, (TimeSpan Least, TimeSpan Most) bounds) =>
            value < bounds.Least ? bounds.Least : value > bounds.Most ? bounds.Most : value;

        private static bool AreSame(IReadOnlyList<SigningKey> one, IReadOnlyList<SigningKey> other) =>
            one.Count == other.Count && one.All(key => other.Any(key.IsSameAs));
    }

    /// <summary>A budget that refills over time. .NET's TokenBucketRateLimiter does not take a TimeProvider.</summary>
    private sealed class TokenBucket(int capacity, TimeSpan period)
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

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Information, "Signing key {KeyId}: RSA, {Bits} bits.")]
        public static partial void KeyFound(ILogger logger, KeyId keyId, int bits);

        [LoggerMessage(502, LogLevel.Warning, "Signing key {KeyId} has only {Bits} bits; keys under 2048 bits are weak. It is accepted anyway.")]
        public static partial void KeyIsShort(ILogger logger, KeyId keyId, int bits);

        [LoggerMessage(503, LogLevel.Warning, "No signing key at {KeyId}: {Cause}.")]
        public static partial void NoKey(ILogger logger, KeyId keyId, string cause);

        [LoggerMessage(504, LogLevel.Warning, "Signing key {KeyId} could not be looked up again; the known key stays in use. {Reason}.")]
        public static partial void StaleKeyUsed(ILogger logger, KeyId keyId, string reason);

        [LoggerMessage(505, LogLevel.Error, "Signing key {KeyId} could not be looked up. {Reason}. See Copernica__NameServers.")]
        public static partial void KeyNotLookedUp(ILogger logger, KeyId keyId, string reason);
    }
}
