using Microsoft.Extensions.Logging;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers keys, and decides when to look again. One look-up at a time per key, however many requests wait for it. Forged
/// requests cannot drive DNS traffic: names that never had a key share a small budget, and so do the looks that a misfit
/// signature causes. A name that has had a key is looked up outside of both, so forgeries do not starve it either.
/// </summary>
internal sealed partial class CachedKeySource : IPublicKeySource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, CachedKey> _cache = [];
    private readonly IKeyResolver _resolver;
    private readonly KeyCacheLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<CachedKeySource> _logger;
    private readonly TokenBucket _newNames;
    private readonly TokenBucket _again;

    public CachedKeySource(IKeyResolver resolver, KeyCacheLimits limits, TimeProvider time, ILogger<CachedKeySource> logger)
    {
        (_resolver, _limits, _time, _logger) = (resolver, limits, time, logger);
        _newNames = new TokenBucket(limits.NewNames.AtOnce, limits.NewNames.Period, time.GetUtcNow());
        _again = new TokenBucket(limits.Again.AtOnce, limits.Again.Period, time.GetUtcNow());
    }

    /// <summary>How many names are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _cache.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (_cache.TryGetValue(keyId, out var cached))
            {
                cached.UsedAt = now;
                if (now < cached.FreshUntil)
                    return ValueTask.FromResult(cached.Lookup!);
                if (cached.Pending is { } pending)
                    return new(pending.WaitAsync(cancellationToken));
            }

            if (cached is not { EverFound: true } && !_newNames.TrySpend(now, out var wait))
            {
                return ValueTask.FromResult<KeyLookup>(
                    new KeyLookup.Unavailable("Too many unknown keys were asked for; DNS is not asked about more right now", wait));
            }

            return new(Look(keyId, cached ?? Add(keyId, now)).WaitAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (!_cache.TryGetValue(keyId, out var cached))
                return ValueTask.FromResult<KeyLookup>(tried);
            // Somebody else may have looked meanwhile, or be looking.
            if (!ReferenceEquals(cached.Lookup, tried))
                return ValueTask.FromResult(cached.Lookup ?? tried);
            if (cached.Pending is { } pending)
                return new(pending.WaitAsync(cancellationToken));
            return now - cached.LookedAt < _limits.AgainPerKey || !_again.TrySpend(now, out _)
                ? ValueTask.FromResult<KeyLookup>(tried)
                : new(Look(keyId, cached).WaitAsync(cancellationToken));
        }
    }

    private Task<KeyLookup> Look(KeyId keyId, CachedKey cached)
    {
        // Not the caller's own work: others come to wait for it, and the caller may leave.
        var pending = Task.Run(() => LookAsync(keyId, cached));
        cached.Pending = pending;
        return pending;
    }

    private async Task<KeyLookup> LookAsync(KeyId keyId, CachedKey cached)
    {
        var answer = await _resolver.ResolveAsync(keyId);
        KeyLookup? before;
        KeyLookup after;
        lock (_lock)
        {
            before = cached.Lookup;
            after = cached.Update(answer, _limits, _time.GetUtcNow());
            cached.Pending = null;
        }

        Report(keyId, answer.Lookup, before, after);
        return after;
    }

    private CachedKey Add(KeyId keyId, DateTimeOffset now)
    {
        // The first to go is a name without a key, and among equals the one that nobody has asked for longest.
        if (_cache.Count >= _limits.Capacity)
            _cache.Remove(_cache.OrderBy(entry => entry.Value.EverFound).ThenBy(entry => entry.Value.UsedAt).First().Key);
        return _cache[keyId] = new CachedKey { UsedAt = now };
    }

    private void Report(KeyId keyId, KeyLookup answer, KeyLookup? before, KeyLookup after)
    {
        switch (answer)
        {
            case KeyLookup.Found found when !ReferenceEquals(before, after):
                foreach (var key in found.Keys)
                    if (key.Bits < 2048)
                        Log.KeyIsShort(_logger, keyId, key.Bits);
                    else
                        Log.KeyFound(_logger, keyId, key.Bits);
                break;
            case KeyLookup.Refused refused:
                Log.NoKey(_logger, keyId, AuthenticationFailures.Of(refused.Cause).Name);
                break;
            case KeyLookup.Unavailable unavailable when after is KeyLookup.Found:
                Log.StaleKeyUsed(_logger, keyId, unavailable.Reason);
                break;
            case KeyLookup.Unavailable unavailable:
                Log.KeyNotLookedUp(_logger, keyId, unavailable.Reason);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Signing key {KeyId}: RSA, {Bits} bits.")]
        public static partial void KeyFound(ILogger logger, KeyId keyId, int bits);

        [LoggerMessage(2, LogLevel.Warning, "Signing key {KeyId} has only {Bits} bits; keys of under 2048 bits are weak. It is used.")]
        public static partial void KeyIsShort(ILogger logger, KeyId keyId, int bits);

        [LoggerMessage(3, LogLevel.Warning, "No signing key at {KeyId}: {Cause}.")]
        public static partial void NoKey(ILogger logger, KeyId keyId, string cause);

        [LoggerMessage(4, LogLevel.Warning, "Signing key {KeyId} could not be looked up again, the one known is used on. {Reason}.")]
        public static partial void StaleKeyUsed(ILogger logger, KeyId keyId, string reason);

        [LoggerMessage(5, LogLevel.Error, "Signing key {KeyId} could not be looked up. {Reason}. See Copernica__NameServers.")]
        public static partial void KeyNotLookedUp(ILogger logger, KeyId keyId, string reason);
    }
}
