using System.Collections.Concurrent;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

/// <summary>
/// Completes what requests left in the outbox, oldest first. Each entry has its own pauses, so none delays the others, and none
/// is ever dropped. A run ends early while tables or bus are down. A crash leaves leases that expire, and nothing to repair.
/// </summary>
internal sealed partial class OutboxDrain(
    IOutboxEntries entries,
    IFailureCompletion completion,
    DependencyCalls calls,
    OutboxMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDrain> logger)
{
    /// <summary>
    /// Runs until nothing is due, <see cref="DrainLimits.Run"/> is over, <see cref="DrainLimits.FailuresInARow"/> consecutive
    /// failures concern the tables or the bus, a circuit breaker is open, or the token is cancelled. If the outbox cannot be
    /// listed, the client's exception is passed on.
    /// </summary>
    public async Task<DrainReport> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var tally = new DrainTally();
        using var limit = new CancellationTokenSource(DrainLimits.Run, time);
        using var untilLimit = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var more = true; more && !tally.IsGivenUp && !untilLimit.IsCancellationRequested;)
            {
                var before = tally.Report;
                var listing = await calls.RunAsync(RecordingCalls.ListEntries, entries.ListAsync, untilLimit.Token);
                metrics.Set(listing);
                foreach (var batch in listing.Due.Chunk(DrainLimits.Leased).TakeWhile(_ => !tally.IsGivenUp))
                    await CompleteAsync(batch, tally, untilLimit.Token, cancellationToken);
                // Without progress, others are completing the same entries, or nothing can be written: left to the next run.
                more = listing.MoreDue && tally.Report != before;
            }
        }
        catch (OperationCanceledException) when (untilLimit.IsCancellationRequested)
        {
            // The next run continues.
        }
        catch (BrokenCircuitException)
        {
            tally.GiveUp();
        }
        finally
        {
            metrics.Record(tally.Report, time.GetElapsedTime(start));
        }
        var report = tally.Report;
        if (tally.IsGivenUp)
            Log.GivenUp(logger);
        if (report != default)
            Log.Drained(logger, report.Completed, report.Postponed, report.Unreadable);
        return report;
    }

    private async Task CompleteAsync(OutboxEntry[] batch, DrainTally tally, CancellationToken untilLimit, CancellationToken stop)
    {
        untilLimit.ThrowIfCancellationRequested();
        var left = new ConcurrentQueue<LeasedEntry>(await LeaseAsync(batch, tally, untilLimit));
        while (!left.IsEmpty && !tally.IsGivenUp && !untilLimit.IsCancellationRequested)
        {
            var completed = tally.Report.Completed;
            var turnedAway = false;
            await Task.WhenAll(Enumerable.Range(0, Math.Min(DrainLimits.Concurrency, left.Count)).Select(_ => WorkAsync()).ToArray());
            // A half-open breaker lets one entry through: if that one succeeded, the others follow.
            if (turnedAway && tally.Report.Completed == completed)
                tally.GiveUp();

            async Task WorkAsync()
            {
                while (!turnedAway && !tally.IsGivenUp && !untilLimit.IsCancellationRequested && left.TryDequeue(out var leased))
                {
                    if (await TryCompleteAsync(leased, tally, stop))
                        continue;
                    turnedAway = true;
                    left.Enqueue(leased);
                }
            }
        }
    }

    private async Task<IReadOnlyList<LeasedEntry>> LeaseAsync(OutboxEntry[] batch, DrainTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.RunAsync(
                RecordingCalls.LeaseEntries, token => entries.LeaseAsync(batch, time.GetUtcNow() + DrainLimits.Lease, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotLeased(logger, batch.Length, Fault.Explain(e));
            tally.GiveUp();
            return [];
        }
    }

    // False if a breaker is open. The entry was not tried then: its attempts and its pause stay as they are, no write is spent
    // on it, and a later run takes it when its lease has expired.
    private async Task<bool> TryCompleteAsync(LeasedEntry leased, DrainTally tally, CancellationToken cancellationToken)
    {
        var entry = leased.Entry;
        if (leased.Failure is not { } failure)
        {
            Log.Unreadable(logger, entry.RowKey, leased.Fault);
            await PostponeAsync(entry, DrainLimits.UnreadablePause, OutboxTable.Unreadable + leased.Fault, cancellationToken);
            tally.Unreadable();
            return true;
        }
        try
        {
            await completion.CompleteAsync(failure, leased.Attempt, cancellationToken);
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
                RecordingCalls.PostponeEntry, token => entries.PostponeAsync(entry, time.GetUtcNow() + pause, text, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPostponed(logger, entry.RowKey, Fault.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "Outbox: {Completed} completed, {Postponed} postponed, {Unreadable} unreadable.")]
        public static partial void Drained(ILogger logger, int completed, int postponed, int unreadable);

        [LoggerMessage(211, LogLevel.Warning, "Outbox: {Count} entries could not be leased and read; a later run tries again. {Fault}")]
        public static partial void NotLeased(ILogger logger, int count, string fault);

        [LoggerMessage(212, LogLevel.Warning, "Failure {FailureEventId} is still in the outbox after {Attempts} attempts; it is tried again. {Fault}")]
        public static partial void NotCompleted(ILogger logger, string failureEventId, int attempts, string fault);

        [LoggerMessage(213, LogLevel.Error, "Outbox entry {RowKey} is unreadable and is kept: {Fault} Correct it, and remove its LeasedUntil.")]
        public static partial void Unreadable(ILogger logger, string rowKey, string? fault);

        [LoggerMessage(214, LogLevel.Warning, "Outbox entry {RowKey} could not be postponed; it is tried again when its lease expires. {Fault}")]
        public static partial void NotPostponed(ILogger logger, string rowKey, string fault);

        [LoggerMessage(215, LogLevel.Warning, "Outbox: the run ends early because tables or bus are down or throttled; the next one tries again in a minute.")]
        public static partial void GivenUp(ILogger logger);

        [LoggerMessage(216, LogLevel.Error, "Failure {FailureEventId} is still in the outbox after {Attempts} attempts because completing it failed unexpectedly; it is tried again. {Fault}")]
        public static partial void CompletionFailed(ILogger logger, string failureEventId, int attempts, string fault);
    }
}

/// <summary>What one run of the drain did.</summary>
/// <param name="Postponed">Entries that failed and are tried again later.</param>
/// <param name="Unreadable">Entries that are flagged and kept.</param>
internal readonly record struct DrainReport(int Completed, int Postponed, int Unreadable);

/// <summary>Counts during a run of the drain. Safe for several threads.</summary>
internal sealed class DrainTally
{
    private int _completed;
    private int _postponed;
    private int _unreadable;
    private int _inARow;
    private volatile bool _givenUp;

    /// <summary>Whether the tables or the bus are down or throttled, so that the run should end.</summary>
    public bool IsGivenUp => _givenUp;

    public DrainReport Report => new(Volatile.Read(ref _completed), Volatile.Read(ref _postponed), Volatile.Read(ref _unreadable));

    public void Completed()
    {
        Interlocked.Increment(ref _completed);
        Volatile.Write(ref _inARow, 0);
    }

    /// <param name="isDown">Whether the failure concerns the tables or the bus as a whole rather than the entry.</param>
    public void Postponed(bool isDown)
    {
        Interlocked.Increment(ref _postponed);
        if (isDown && Interlocked.Increment(ref _inARow) >= DrainLimits.FailuresInARow)
            _givenUp = true;
    }

    public void Unreadable() => Interlocked.Increment(ref _unreadable);

    public void GiveUp() => _givenUp = true;
}
