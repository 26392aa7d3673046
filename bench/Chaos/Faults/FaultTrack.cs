using System.Collections.Concurrent;
using System.Diagnostics;

namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>One way in which a part fails.</summary>
/// <param name="Name">For the report.</param>
/// <param name="RunAsync">Brings it about, and ends it when its time is over or the token is cancelled.</param>
internal sealed record FaultKind(string Name, Func<Random, CancellationToken, Task> RunAsync);

/// <summary>
/// The faults of one part: one after the other, in random order, each kind as often as the others. Between two the part
/// works, for at least as long as it has failed: on a slow machine a restart takes long, and nothing would ever get through.
/// </summary>
/// <param name="part">The part.</param>
/// <param name="random">Decides.</param>
/// <param name="leastPause">The shortest pause between two, in milliseconds.</param>
/// <param name="mostPause">The longest.</param>
/// <param name="kinds">What may happen; a kind that is listed twice happens twice as often.</param>
/// <param name="log">Told when one begins and ends.</param>
internal sealed class FaultTrack(
    string part, Random random, int leastPause, int mostPause, FaultKind[] kinds, Action<string> log)
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The part, and how often each kind happened.</summary>
    public override string ToString() =>
        $"{part}: {string.Join(", ", _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} × {count.Key}"))}";

    /// <summary>Brings faults about until the token is cancelled; when this ends, so has the last fault.</summary>
    public async Task RunAsync(CancellationToken ended)
    {
        var clock = new Stopwatch();
        while (true)
        {
            random.Shuffle(kinds);
            foreach (var kind in kinds)
            {
                var pause = Pause.Between(random, leastPause, mostPause);
                await Pause.ForAsync(pause > clock.Elapsed ? pause : clock.Elapsed, ended);
                if (ended.IsCancellationRequested)
                    return;
                _counts.AddOrUpdate(kind.Name, 1, (_, count) => count + 1);
                clock.Restart();
                log($"FAULT begins: {part} {kind.Name}");
                await kind.RunAsync(random, ended);
                clock.Stop();
                log($"FAULT is over: {part} {kind.Name}");
            }
        }
    }
}
