using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Remembers what became of the requests of the last minutes, so that the same request sent again is answered as before
/// instead of being processed again. It spares work and is no safeguard: each instance has its own, and what keeps a replay
/// from creating anything new is the event id. Safe for use by many threads.
/// </summary>
/// <typeparam name="T">What is remembered.</typeparam>
internal sealed class ReplayWindow<T>
{
    /// <summary>How many requests are remembered unless told otherwise; beyond that the oldest is forgotten.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<SignatureFingerprint, (T Outcome, DateTimeOffset Until)> _outcomes = [];
    private readonly Queue<(SignatureFingerprint Signature, DateTimeOffset Until)> _order = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _window;
    private readonly int _capacity;

    /// <summary>
    /// Remembers requests for twice the clock skew: a Date that lies ahead by the skew is acceptable for as long as that.
    /// </summary>
    /// <param name="options">Gives the clock skew.</param>
    /// <param name="time">The clock.</param>
    public ReplayWindow(IOptions<CopernicaOptions> options, TimeProvider time)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Value.MaxClockSkew * 2, DefaultCapacity, time)
    {
    }

    internal ReplayWindow(TimeSpan window, int capacity, TimeProvider time)
    {
        _window = window;
        _capacity = capacity;
        _time = time;
    }

    /// <summary>How many requests are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                Forget(_time.GetUtcNow());
                return _outcomes.Count;
            }
        }
    }

    /// <summary>Looks whether a request was seen before.</summary>
    /// <param name="signature">Its signature.</param>
    /// <param name="outcome">What became of it.</param>
    /// <returns>Whether it was seen.</returns>
    public bool TryRecall(SignatureFingerprint signature, [MaybeNullWhen(false)] out T outcome)
    {
        lock (_lock)
        {
            Forget(_time.GetUtcNow());
            var seen = _outcomes.TryGetValue(signature, out var entry);
            outcome = entry.Outcome;
            return seen;
        }
    }

    /// <summary>
    /// Remembers what became of a request; the first outcome stays. Not for passing ones: what was answered "later" must be
    /// processed when it comes again.
    /// </summary>
    /// <param name="signature">Its signature.</param>
    /// <param name="outcome">What became of it.</param>
    public void Remember(SignatureFingerprint signature, T outcome)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            Forget(now);
            if (!_outcomes.TryAdd(signature, (outcome, now + _window)))
                return;
            _order.Enqueue((signature, now + _window));
            if (_order.Count > _capacity)
                _outcomes.Remove(_order.Dequeue().Signature);
        }
    }

    // All stay equally long, so the order of arrival is the order of expiry.
    private void Forget(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && oldest.Until < now)
            _outcomes.Remove(_order.Dequeue().Signature);
    }
}
