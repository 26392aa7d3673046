using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Quarantine;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>
/// Lists what was rejected, and replays it once the app can read it. The account and the date that were proven at
/// receipt stand in the row. A replay gives the failure the same identity each time, so it may be repeated, and run
/// twice at once. The row is kept, and says what came of it.
/// </summary>
/// <param name="kept">What was rejected.</param>
/// <param name="pipeline">Processes it again.</param>
/// <param name="calls">Limits every call of the table.</param>
/// <param name="time">Measures the limits.</param>
/// <param name="logger">Logs what could not be done.</param>
internal sealed partial class RejectionReplay(
    IKeptNotifications kept, ReceivePipeline pipeline, DependencyCalls calls, TimeProvider time, ILogger<RejectionReplay> logger)
{
    /// <summary>Lists rows.</summary>
    /// <param name="range">Which.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>At most so many as the range says; null when the table cannot be reached.</returns>
    public Task<KeptPage<KeptNotification>?> ListAsync(KeptRange range, CancellationToken cancellationToken) =>
        UnlessUnavailableAsync(
            async () =>
            {
                var sweep = new KeptSweep(kept, range, time);
                var rows = await sweep.RowsAsync(cancellationToken).ToListAsync(cancellationToken);
                return new KeptPage<KeptNotification>(rows, sweep.Next);
            },
            cancellationToken);

    /// <summary>Replays one.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the work; what was made durable by then is completed by the drain.</param>
    /// <returns>What came of it, nothing if there is no such row; null when the tables cannot be reached.</returns>
    public Task<KeptPage<ReplayResult>?> ReplayAsync(KeptId id, CancellationToken cancellationToken) =>
        UnlessUnavailableAsync(
            async () => await calls.RunAsync(RejectedCalls.Find, token => kept.FindAsync(id, token), cancellationToken) is { } row
                ? Available([await ReplayAsync(row, cancellationToken)], null)
                : new KeptPage<ReplayResult>([], null),
            cancellationToken);

    /// <summary>Replays all of a range, so far as one call goes.</summary>
    /// <param name="range">Which.</param>
    /// <param name="cancellationToken">Ends the work; what was made durable by then is completed by the drain.</param>
    /// <returns>What came of each; null when the tables cannot be reached, and the same is to be asked for again.</returns>
    public Task<KeptPage<ReplayResult>?> ReplayAsync(KeptRange range, CancellationToken cancellationToken) =>
        UnlessUnavailableAsync(
            async () =>
            {
                var sweep = new KeptSweep(kept, range, time);
                var results = new List<ReplayResult>();
                await foreach (var batch in sweep.RowsAsync(cancellationToken).Chunk(ReplayLimits.Concurrency))
                {
                    var replayed = await Task.WhenAll(batch.Select(row => ReplayAsync(row, cancellationToken)));
                    results.AddRange(replayed);
                    if (replayed.Any(result => result.IsUnavailable))
                        break;
                }
                return Available(results, sweep.Next);
            },
            cancellationToken);

    // What was replayed before the tables went away is marked, so asking for all of it again takes only the rest.
    private static KeptPage<ReplayResult>? Available(List<ReplayResult> results, KeptId? next) =>
        results.Any(result => result.IsUnavailable) ? null : new KeptPage<ReplayResult>(results, next);

    private async Task<ReplayResult> ReplayAsync(KeptNotification row, CancellationToken cancellationToken)
    {
        var result = await TakeAsync(row, cancellationToken);
        Log.Replayed(logger, row.Id, result.Outcome);
        if (!result.IsUnavailable)
            await MarkAsync(row, result, cancellationToken);
        return result;
    }

    private async Task<ReplayResult> TakeAsync(KeptNotification row, CancellationToken cancellationToken)
    {
        if (row.Notification is not { } notification)
            return new ReplayResult(row.Id, ReplayResult.RowUnreadable, null, [new FieldError("row", row.Fault ?? "cannot be read")]);
        try
        {
            return ReplayResult.Of(row.Id, await pipeline.TakeAsync(notification, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotReplayed(logger, row.Id, Fault.Explain(e));
            return new ReplayResult(row.Id, ReplayResult.Failed, null, []);
        }
    }

    private async Task MarkAsync(KeptNotification row, ReplayResult result, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                RejectedCalls.Mark, token => kept.MarkAsync(row, result, time.GetUtcNow(), token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            // Its failure is safe; the next replay finds a duplicate, and marks it so.
            Log.NotMarked(logger, row.Id, Fault.Explain(e));
        }
    }

    private async Task<T?> UnlessUnavailableAsync<T>(Func<Task<T?>> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotReached(logger, Fault.Explain(e));
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Rejected notification {Id} was replayed: {Outcome}.")]
        public static partial void Replayed(ILogger logger, KeptId id, string outcome);

        [LoggerMessage(41, LogLevel.Error, "Rejected notification {Id} could not be replayed. {Fault}")]
        public static partial void NotReplayed(ILogger logger, KeptId id, string fault);

        [LoggerMessage(42, LogLevel.Warning, "Rejected notification {Id} was replayed, but its row does not say so: the next replay finds a duplicate. {Fault}")]
        public static partial void NotMarked(ILogger logger, KeptId id, string fault);

        [LoggerMessage(43, LogLevel.Error, "The rejected notifications cannot be reached. {Fault}")]
        public static partial void NotReached(ILogger logger, string fault);
    }
}
