using Microsoft.Extensions.Logging;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers published keys and decides when to look again. There is one look-up at a time per key, however many requests
/// wait for it. Forged requests cannot drive DNS traffic: names that never had a key share a small budget, and so do the
/// look-ups after a signature that does not fit. A name that has had a key is looked up outside both budgets. FusionCache
/// would bring the single look-up and the stale keys, but neither budget nor the lifetimes by outcome, which are most of
/// this class.
/// </summary>
internal sealed partial class KeyCache(IKeyResolver resolver, TimeProvider time, ILogger<KeyCache> logger)
{
    /// <summary>
    /// In names. This and the limits below are not settings: none depends on who runs the app, and a wrong value would only
    /// help a forger.
    /// </summary>
    internal const int Capacity = 256;

    // Within these bounds, DNS decides how long a key is kept, and how long the knowledge that there is none.
    private static readonly (TimeSpan Least, TimeSpan Most) FoundIsKept = (TimeSpan.FromMinutes(5), TimeSpan.FromDays(1));
    private static readonly (TimeSpan Least, TimeSpan Most) RefusedIsKept = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    // How long past its lifetime a key is used while DNS is down.
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    // How long DNS is not asked after it failed. Requests wait for each look-up, so it is longer while a key is known.
    private static readonly TimeSpan PauseWithoutKey = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseWithKey = TimeSpan.FromMinutes(1);

    // How long after a look-up of a key a signature that does not fit may cause the next.
    private static readonly TimeSpan PauseBeforeAgain = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, Entry> _entries = [];

    // A look-up may take two packets, so a burst of forgeries causes at most 10.
    private readonly TokenBucket _newNames = new(capacity: 4, period: TimeSpan.FromSeconds(15));
    private readonly TokenBucket _again = new(capacity: 2, period: TimeSpan.FromSeconds(30));

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
                if (entry.Pending is { } pending)
                    return new(pending.WaitAsync(cancellationToken));
            }

            if (entry is not { EverFound: true } && !_newNames.TrySpend(now, out var wait))
                return ValueTask.FromResult<KeyLookup>(
                    new KeyLookup.Unavailable("Too many unknown key names; DNS is not asked about more for now", wait));
            return new(Look(keyId, entry ?? Add(keyId, now)).WaitAsync(cancellationToken));
        }
    }

    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_entries.TryGetValue(keyId, out var entry))
                return ValueTask.FromResult<KeyLookup>(tried);
            // Another request may have looked meanwhile, or be looking.
            if (!ReferenceEquals(entry.Lookup, tried))
                return ValueTask.FromResult(entry.Lookup ?? tried);
            if (entry.Pending is { } pending)
                return new(pending.WaitAsync(cancellationToken));
            return now - entry.LookedAt < PauseBeforeAgain || !_again.TrySpend(now, out _)
                ? ValueTask.FromResult<KeyLookup>(tried)
                : new(Look(keyId, entry).WaitAsync(cancellationToken));
        }
    }

    // Runs on its own: others may wait for it too, and the caller may be cancelled.
    private Task<KeyLookup> Look(KeyId keyId, Entry entry) => entry.Pending = Task.Run(() => LookAsync(keyId, entry));

    private async Task<KeyLookup> LookAsync(KeyId keyId, Entry entry)
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
        return after;
    }

    private Entry Add(KeyId keyId, DateTimeOffset now)
    {
        // Names without a key go first, then those not used for longest.
        if (_entries.Count >= Capacity)
            _entries.Remove(_entries.OrderBy(entry => entry.Value.EverFound).ThenBy(entry => entry.Value.UsedAt).First().Key);
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

    // Guarded by the cache's lock.
    private sealed class Entry
    {
        private DateTimeOffset _staleUntil;

        public KeyLookup? Lookup { get; private set; }
        public DateTimeOffset FreshUntil { get; private set; }
        public DateTimeOffset LookedAt { get; private set; }
        public DateTimeOffset UsedAt { get; set; }
        public bool EverFound { get; private set; }

        public Task<KeyLookup>? Pending { get; set; }

        public KeyLookup Update(KeyAnswer answer, DateTimeOffset now)
        {
            LookedAt = now;
            switch (answer.Lookup)
            {
                case KeyLookup.Found found:
                    EverFound = true;
                    // The same keys stay the same object, so that a signature is not tried on them twice.
                    Lookup = Lookup is KeyLookup.Found known && AreSame(known.Keys, found.Keys) ? known : found;
                    FreshUntil = now + Clamp(answer.TimeToLive, FoundIsKept);
                    _staleUntil = FreshUntil + Stale;
                    break;
                case KeyLookup.Refused refused:
                    Lookup = refused;
                    FreshUntil = now + Clamp(answer.TimeToLive, RefusedIsKept);
                    break;
                case KeyLookup.Unavailable when Lookup is KeyLookup.Found && now < _staleUntil:
                    FreshUntil = FreshUntil > now + PauseWithKey ? FreshUntil : now + PauseWithKey;
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
