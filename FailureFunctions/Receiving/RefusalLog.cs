namespace FailureFunctions.Receiving;

/// <summary>
/// Logs the first of a kind at once, then how many more came, once a minute until none do: a flood of forgeries must not use
/// up the cap of the telemetry. Metrics count all.
/// </summary>
internal sealed class RefusalLog(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];

    /// <param name="kind">One of few: each is remembered while it comes.</param>
    /// <param name="write">Writes the record; it is given how many there were since the last one.</param>
    public void Add(string kind, Action<int> write)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(kind, out var count))
            {
                _counts[kind] = count + 1;
                return;
            }

            _counts[kind] = 0;
        }

        write(1);
        _ = CountAsync(kind, write);
    }

    private async Task CountAsync(string kind, Action<int> write)
    {
        while (true)
        {
            await Task.Delay(Period, time);
            int count;
            lock (_lock)
            {
                count = _counts[kind];
                if (count == 0)
                {
                    _counts.Remove(kind);
                    return;
                }

                _counts[kind] = 0;
            }

            write(count);
        }
    }
}
