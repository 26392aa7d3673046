using System.Runtime.CompilerServices;
using FailureFunctions.Receiving;

namespace FailureFunctions.Quarantine;

/// <summary>Goes once through a range, the newest first, until the range, its limit or <see cref="ReplayLimits.Run"/> is over.</summary>
/// <param name="kept">The rows.</param>
/// <param name="range">Which of them.</param>
/// <param name="time">Measures the run.</param>
internal sealed class KeptSweep(IKeptNotifications kept, KeptRange range, TimeProvider time)
{
    /// <summary>Where the next one goes on; null when everything was seen. Known at the end.</summary>
    public KeptId? Next { get; private set; }

    /// <summary>The rows that are wanted.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async IAsyncEnumerable<KeptNotification> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var taken = 0;
        KeptId? seen = null;
        foreach (var (day, afterKey) in range.Days())
        {
            await foreach (var row in kept.OfDayAsync(day, afterKey, cancellationToken))
            {
                var wanted = range.Wants(row);
                // One row at least is gone by, or a slow table would be asked for the same one for ever.
                if (seen is not null && ((wanted && taken == range.Limit) || time.GetElapsedTime(start) >= ReplayLimits.Run))
                {
                    Next = seen;
                    yield break;
                }
                seen = row.Id;
                if (!wanted)
                    continue;
                taken++;
                yield return row;
            }
        }
    }
}
