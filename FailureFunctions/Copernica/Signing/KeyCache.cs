using Microsoft.Extensions.Logging;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers published keys and decides when to look again. There is one look-up at a time per key, however many requests
/// wait for it. Forged requests cannot drive DNS traffic: names that never had a key share a budget, and every name has one
/// for the look-ups after a signature that does not fit, so that forgeries under one name hold up no other. Names that have
/// verified a signature are shared between instances, and need no budget. FusionCache would bring the single look-up, the
/// stale keys and a second level, but neither budgets nor lifetimes by outcome, which are most of this class, and it reads the
/// machine's clock.
/// </summary>
internal sealed partial class KeyCache(IKeyResolver resolver, ISharedKeys shared, TimeProvider time, ILogger<KeyCache> logger)
{
    /// <summary>
    /// In names. This and the limits below are not settings: none depends on who runs the app, and a wrong value would only
    /// help a forger.
    /// </summary>
    internal const int Capacity = 256;

    // How often names that are not known here are looked for among the shared ones.
    private static readonly TimeSpan SharedIsRead = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, KeyCacheEntry> _entries = [];

    private Task _reading = Task.CompletedTask;
    private DateTimeOffset _readAt;

    private readonly TokenBucket _newNames = new(capacity: 4, period: TimeSpan.FromSeconds(1));

    /// <summary>Cancelling ends the wait, but not a look-up that others wait for.</summary>
    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken) => FindAsync(keyId, mayRead: true, cancellationToken);

    private ValueTask<KeyLookup> FindAsync(KeyId keyId, bool mayRead, CancellationToken cancellationToken)
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

            if (entry is not ({ EverFound: true } or { Pending: not null }))
            {
                if (mayRead && ReadShared(now) is { IsCompleted: false } reading)
                    return FindSharedAsync(reading, keyId, cancellationToken);
                if (!_newNames.TrySpend(now, out var wait))
                    return Unavailable("Too many unknown key names; DNS is not asked about more for now", wait);
            }

            return UsableAsync(entry?.Pending ?? Look(keyId, entry ?? Add(keyId, now)), cancellationToken);
        }
    }

    private async ValueTask<KeyLookup> FindSharedAsync(Task reading, KeyId keyId, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        return await FindAsync(keyId, mayRead: false, cancellationToken);
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

    /// <inheritdoc cref="KeyCacheEntry.NoteVerified"/>
    public void NoteVerified(KeyId keyId)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(keyId, out var entry) && entry.NoteVerified(keyId) is { } verified)
                Task.Run(() => shared.KeepAsync(verified));
        }
    }

    private static ValueTask<KeyLookup> Unavailable(string reason, TimeSpan retryAfter) =>
        ValueTask.FromResult<KeyLookup>(new KeyLookup.Unavailable(reason, retryAfter));

    private static async ValueTask<KeyLookup> UsableAsync(Task<LookedUp> look, CancellationToken cancellationToken) =>
        (await look.WaitAsync(cancellationToken)).Usable;

    private static async ValueTask<KeyLookup> LatestAsync(Task<LookedUp> look, CancellationToken cancellationToken) =>
        (await look.WaitAsync(cancellationToken)).Latest;

    // One at a time, however many requests wait for it.
    private Task ReadShared(DateTimeOffset now)
    {
        if (_reading.IsCompleted && now - _readAt >= SharedIsRead)
            (_reading, _readAt) = (Task.Run(ReadSharedAsync), now);
        return _reading;
    }

    private async Task ReadSharedAsync()
    {
        var keys = await shared.ReadAsync();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var key in keys)
                (_entries.GetValueOrDefault(key.KeyId) ?? Add(key.KeyId, now)).Take(key, now);
        }
    }

    // Runs on its own: others may wait for it too, and the caller may be cancelled.
    private Task<LookedUp> Look(KeyId keyId, KeyCacheEntry entry) => entry.Pending = Task.Run(() => LookAsync(keyId, entry));

    private async Task<LookedUp> LookAsync(KeyId keyId, KeyCacheEntry entry)
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

        if (answer.Lookup is KeyLookup.Refused && entry.EverVerified)
            _ = shared.RemoveAsync(keyId);

        Report(keyId, answer.Lookup, before, after);
        return new LookedUp(after, answer.Lookup is KeyLookup.Unavailable failed ? failed with { RetryAfter = KeyCacheEntry.PauseWithoutKey } : after);
    }

    private KeyCacheEntry Add(KeyId keyId, DateTimeOffset now)
    {
        // Names without a key go first, then those whose key never fitted a signature, then those not used for longest.
        if (_entries.Count >= Capacity)
            _entries.Remove(_entries.OrderBy(entry => (entry.Value.EverVerified, entry.Value.EverFound, entry.Value.UsedAt)).First().Key);
        return _entries[keyId] = new KeyCacheEntry { UsedAt = now };
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
