using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers how the requests of the last minutes were answered, so that a replay gets the same answer without being
/// processed again. This saves work and is not a safeguard: each instance has its own window, and the event id is what keeps
/// a replay from creating anything. Safe for concurrent use.
/// </summary>
internal sealed class ReplayWindow<T>(IOptions<CopernicaOptions> options, TimeProvider time, int capacity = 10_000) : IDisposable
{
    // A Date may be ahead by the skew when it arrives, and is then accepted for twice the skew.
    private readonly TimeSpan _lifetime = options.Value.MaxClockSkew * 2;
    private readonly MemoryCache _outcomes = new(new MemoryCacheOptions { SizeLimit = capacity, Clock = new Clock(time) });
    private readonly Lock _lock = new();

    public bool TryRecall(string signature, [MaybeNullWhen(false)] out T outcome) => _outcomes.TryGetValue(signature, out outcome);

    /// <summary>
    /// Keeps the first outcome of a request; a full window may drop it. Not for temporary outcomes: a request that was
    /// answered 503 must be processed when it comes again.
    /// </summary>
    public void Remember(string signature, T outcome)
    {
        lock (_lock)
            if (!_outcomes.TryGetValue(signature, out _))
                _outcomes.Set(signature, outcome, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _lifetime });
    }

    public void Dispose() => _outcomes.Dispose();

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
