using System.Collections.Concurrent;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

/// <summary>
/// Completes what requests have left in the outbox, oldest first. Every entry has its own pauses, so none holds up the
/// others, and none is ever dropped. Where the tables or the bus are down or throttled a run ends early. Dying at any
/// point leaves leases that expire; nothing else needs repair.
/// </summary>
/// <param name="entries">The outbox.</param>
/// <param name="completion">Completes an entry.</param>
/// <param name="calls">Limits every call of the outbox.</param>
/// <param name="metrics">Counts what stands in the outbox.</param>
/// <param name="time">Measures ages and limits.</param>
/// <param name="logger">Logs every entry that failed.</param>
internal sealed partial class OutboxDrain(
    IOutboxEntries entries,
    IFailureCompletion completion,
    DependencyCalls calls,
    OutboxMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDrain> logger)
{
    /// <summary>
    /// Works until nothing is due, <see cref="DrainLimits.Run"/> is over, <see cref="DrainLimits.FailuresInARow"/> entries in a
    /// row have failed for what is not their own fault, a circuit breaker is open, or the token is cancelled.
    /// </summary>
    /// <param name="cancellationToken">Ends the run; what it was at stays in the outbox.</param>
    /// <returns>What was done.</returns>
    /// <remarks>If the outbox cannot be listed, the exception of its client is passed on: the next run tries again.</remarks>
    public async Task<DrainReport> RunAsync(CancellationToken cancellationToken)
    {
        var begun = metrics.Begin();
        var tally = new DrainTally();
        using var limit = new CancellationTokenSource(DrainLimits.Run, time);
        using var takeUp = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var more = true; more && !tally.IsGivenUp && !takeUp.IsCancellationRequested;)
            {
                var before = tally.Report;
                var listing = await calls.RunAsync(Dependency.OutboxList, entries.ListAsync, takeUp.Token);
                metrics.Set(listing, time.GetUtcNow());
                foreach (var batch in listing.Due.Chunk(DrainLimits.Leased).TakeWhile(_ => !tally.IsGivenUp))
                    await TakeAsync(batch, tally, takeUp.Token, cancellationToken);
                // Where others are at work on the same entries, or nothing can be written, the next run is soon enough.
                more = listing.MoreDue && tally.Report != before;
            }
        }
        catch (OperationCanceledException) when (takeUp.IsCancellationRequested)
        {
            // In good time; the next run goes on.
        }
        catch (BrokenCircuitException)
        {
            tally.GiveUp();
        }
        finally
        {
            metrics.End(tally.Report, begun);
        }
        var report = tally.Report;
        if (tally.IsGivenUp)
            Log.GivenUp(logger);
        if (report != default)
            Log.Drained(logger, report.Completed, report.Postponed, report.Unreadable);
        return report;
    }

    private async Task TakeAsync(OutboxEntry[] batch, DrainTally tally, CancellationToken takeUp, CancellationToken stop)
    {
        takeUp.ThrowIfCancellationRequested();
        var left = new ConcurrentQueue<OutboxEntry>(await LeaseAsync(batch, tally, takeUp));
        while (!left.IsEmpty && !tally.IsGivenUp && !takeUp.IsCancellationRequested)
        {
            var completed = tally.Report.Completed;
            var turnedAway = false;
            var workers = new Task[Math.Min(DrainLimits.Concurrency, left.Count)];
            for (var i = 0; i < workers.Length; i++)
                workers[i] = WorkAsync();
            await Task.WhenAll(workers);
            // A breaker that is half-open lets a single entry through: if that one succeeded, the others follow.
            if (turnedAway && tally.Report.Completed == completed)
                tally.GiveUp();

            async Task WorkAsync()
            {
                while (!turnedAway && !tally.IsGivenUp && !takeUp.IsCancellationRequested && left.TryDequeue(out var entry))
                {
                    if (await TryCompleteAsync(entry, tally, stop))
                        continue;
                    turnedAway = true;
                    left.Enqueue(entry);
                }
            }
        }
    }

    private async Task<IReadOnlyList<OutboxEntry>> LeaseAsync(OutboxEntry[] batch, DrainTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.RunAsync(
                Dependency.OutboxLease, token => entries.LeaseAsync(batch, time.GetUtcNow() + DrainLimits.Lease, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotLeased(logger, batch.Length, Fault.Explain(e));
            tally.GiveUp();
            return [];
        }
    }

    // False when a breaker is open. The entry was not tried then, so neither its attempts nor its pause grow, and no write is
    // spent on it: its lease expires, and a later run takes it.
    private async Task<bool> TryCompleteAsync(OutboxEntry entry, DrainTally tally, CancellationToken cancellationToken)
    {
        if (entry.Failure is not { } failure)
        {
            Log.Unreadable(logger, entry.RowKey, entry.Fault);
            await PostponeAsync(entry, DrainLimits.UnreadablePause, $"Unreadable: {entry.Fault}", cancellationToken);
            tally.Unreadable();
            return true;
        }
        try
        {
            await completion.CompleteAsync(failure, entry.Attempt, cancellationToken);
            tally.Completed();
        }
        catch (BrokenCircuitException)
        {
            return false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (DependencyFaults.IsFault(e))
                Log.NotCompleted(logger, entry.RowKey, entry.Attempts + 1, Fault.Explain(e));
            else
                Log.CompletionFailed(logger, entry.RowKey, entry.Attempts + 1, Fault.Explain(e));
            await PostponeAsync(entry, DrainLimits.PauseAfter(entry.Attempts), Fault.Describe(e), cancellationToken);
            tally.Postponed(DependencyFaults.MeansDown(e));
        }
        return true;
    }

    private async Task PostponeAsync(OutboxEntry entry, TimeSpan pause, string error, CancellationToken cancellationToken)
    {
        try
        {
            var text = error.Length <= DrainLimits.LongestError ? error : error[..DrainLimits.LongestError];
            await calls.RunAsync(
                Dependency.OutboxPostpone, token => entries.PostponeAsync(entry, time.GetUtcNow() + pause, text, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPostponed(logger, entry.RowKey, Fault.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(35, LogLevel.Warning, "Outbox: the run ends early, since tables or bus are down or throttled; the next one tries again in a minute.")]
        public static partial void GivenUp(ILogger logger);

        [LoggerMessage(30, LogLevel.Information, "Outbox: {Completed} completed, {Postponed} postponed, {Unreadable} unreadable.")]
        public static partial void Drained(ILogger logger, int completed, int postponed, int unreadable);

        [LoggerMessage(31, LogLevel.Warning, "Outbox: {Count} entries could not be leased; the next run tries again. {Fault}")]
        public static partial void NotLeased(ILogger logger, int count, string fault);

        [LoggerMessage(32, LogLevel.Warning, "Failure {FailureEventId} stays in the outbox after {Attempts} attempts; it is tried again. {Fault}")]
        public static partial void NotCompleted(ILogger logger, string failureEventId, int attempts, string fault);

        [LoggerMessage(36, LogLevel.Error, "Failure {FailureEventId} stays in the outbox after {Attempts} attempts, since completing it failed unexpectedly; it is tried again. {Fault}")]
        public static partial void CompletionFailed(ILogger logger, string failureEventId, int attempts, string fault);

        [LoggerMessage(33, LogLevel.Error, "Outbox entry {RowKey} cannot be read and is kept: {Fault} Correct it, and remove its LeasedUntil.")]
        public static partial void Unreadable(ILogger logger, string rowKey, string? fault);

        [LoggerMessage(34, LogLevel.Warning, "Outbox entry {RowKey} could not be postponed; it is tried again when its lease expires. {Fault}")]
        public static partial void NotPostponed(ILogger logger, string rowKey, string fault);
    }
}
