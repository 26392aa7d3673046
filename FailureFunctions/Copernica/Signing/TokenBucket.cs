namespace FailureFunctions.Copernica.Signing;

/// <summary>A budget that refills over time. Not safe for use by several threads.</summary>
/// <param name="capacity">How much may be spent at once.</param>
/// <param name="period">How long it takes to earn one.</param>
/// <param name="start">When it is full.</param>
internal sealed class TokenBucket(int capacity, TimeSpan period, DateTimeOffset start)
{
    // When the bucket would be full again; each spending moves it a period on.
    private DateTimeOffset _fullAt = start;

    /// <summary>Spends one.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long to wait for the next one, when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TrySpend(DateTimeOffset now, out TimeSpan wait)
    {
        var fullAt = _fullAt > now ? _fullAt : now;
        wait = fullAt + period - now - period * capacity;
        if (wait > TimeSpan.Zero)
            return false;
        wait = TimeSpan.Zero;
        _fullAt = fullAt + period;
        return true;
    }
}
