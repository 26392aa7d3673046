using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

/// <summary>
/// Publishes what requests left in the outbox, oldest first, in batches. A run ends early while tables or bus are down; a pointer
/// that fails for a reason of its own gets a pause of its own, so it does not delay the others, and none is ever dropped. A crash
/// leaves nothing to repair: the next run starts from the same pointers, and sends under the same MessageIds.
/// </summary>
internal sealed partial class OutboxDrain(
    IOutbox outbox,
    IFailureRows rows,
    IFailurePublisher publisher,
    DependencyCalls calls,
    OutboxMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDrain> logger)
{
    /// <summary>
    /// Runs until nothing is due, <see cref="DrainLimits.Run"/> is over, tables or bus are down, or the token is cancelled. If the
    /// outbox cannot be listed, the client's exception is passed on.
    /// </summary>
    public async Task<DrainReport> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var tally = new DrainTally();
        using var limit = new CancellationTokenSource(DrainLimits.Run, time);
        using var untilLimit = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var more = true; more && !tally.IsDown && !untilLimit.IsCancellationRequested;)
            {
                var before = tally.Report;
                var listing = await calls.RunAsync(RecordingCalls.ListPointers, outbox.ListAsync, untilLimit.Token);
                metrics.Set(listing);
                foreach (var batch in listing.Due.Chunk(DrainLimits.Batch).TakeWhile(_ => !tally.IsDown))
                {
                    untilLimit.Token.ThrowIfCancellationRequested();
                    await DrainAsync(batch, tally, cancellationToken);
                }
                // Without progress nothing can be written: left to the next run.
                more = listing.MoreDue && tally.Report != before;
            }
        }
        catch (OperationCanceledException) when (untilLimit.IsCancellationRequested)
        {
            // The next run continues.
        }
        catch (BrokenCircuitException)
        {
            tally.Down();
        }
        finally
        {
            metrics.Record(tally.Report, time.GetElapsedTime(start));
        }
        var report = tally.Report;
        if (tally.IsDown)
            Log.EndedEarly(logger);
        if (report != default)
            Log.Drained(logger, report.Completed, report.Postponed, report.Unreadable);
        return report;
    }

    private async Task DrainAsync(OutboxPointer[] batch, DrainTally tally, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(batch.Select(pointer => ReadAsync(pointer, tally, cancellationToken)));
        // Two deliveries of an event may have queued its row twice.
        var unpublished = read.OfType<Item>().Where(item => item.Row is { Stored.IsPublished: false }).DistinctBy(item => item.Row!.Keys).ToArray();
        var sent = await SendAsync(unpublished, tally, cancellationToken);
        var marked = await Task.WhenAll(sent.Select(item => MarkAsync(item, tally, cancellationToken)));
        var published = sent.Where((_, i) => marked[i]).Select(item => item.Row!.Keys).ToHashSet();
        // Erased, published before, or published now.
        var done = read.OfType<Item>()
            .Where(item => item.Row is not { Stored.IsPublished: false } row || published.Contains(row.Keys))
            .Select(item => item.Pointer).ToArray();
        if (done.Length > 0 && await TryAsync(RecordingCalls.RemovePointers, token => outbox.RemoveAsync(done, token), done, tally, cancellationToken))
            tally.Completed(done.Length);
    }

    // Null if the pointer is left for later.
    private async Task<Item?> ReadAsync(OutboxPointer pointer, DrainTally tally, CancellationToken cancellationToken)
    {
        ReadRow? row = null;
        if (!await TryAsync(RecordingCalls.ReadRow, async token => row = await ReadRowAsync(pointer, token), [pointer], tally, cancellationToken))
            return null;
        if (row is not { Stored.IsPublished: false, Failure: null })
            return new Item(pointer, row);
        Log.Unreadable(logger, pointer.RowKey, row.Fault);
        await PostponeAsync(pointer, DrainLimits.UnreadablePause, OutboxTable.Unreadable + row.Fault, cancellationToken);
        tally.Unreadable();
        return null;
    }

    private async Task<ReadRow?> ReadRowAsync(OutboxPointer pointer, CancellationToken cancellationToken)
    {
        if (pointer.Row is { } keys)
            return await rows.ReadAsync(keys, cancellationToken);
        // An entry of the old format holds the failure itself. Its row may not exist yet, and does not tell whether it was published.
        var entry = await outbox.ReadEntryAsync(pointer, cancellationToken);
        return entry is { Failure: { } failure }
            ? entry with { Stored = await rows.AddAsync(failure, cancellationToken) with { IsPublished = false } }
            : entry;
    }

    /// <returns>What was sent. A batch that is refused for one of its messages is split until that one is alone.</returns>
    private async Task<IReadOnlyList<Item>> SendAsync(Item[] items, DrainTally tally, CancellationToken cancellationToken)
    {
        if (items.Length == 0 || tally.IsDown)
            return [];
        var failures = items.Select(item => item.Row!.Failure! with { Trace = item.Pointer.Trace ?? item.Row.Failure.Trace }).ToArray();
        var failed = tally.Failures;
        if (await TryAsync(
            RecordingCalls.Publish, token => publisher.PublishAsync(failures, token), [.. items.Select(item => item.Pointer)], tally, cancellationToken))
            return items;
        return items.Length == 1 || tally.Failures != failed
            ? []
            :
            [
                .. await SendAsync(items[..(items.Length / 2)], tally, cancellationToken),
                .. await SendAsync(items[(items.Length / 2)..], tally, cancellationToken),
            ];
    }

    private Task<bool> MarkAsync(Item item, DrainTally tally, CancellationToken cancellationToken) => TryAsync(
        RecordingCalls.MarkRow, token => rows.MarkPublishedAsync(item.Row!.Keys, item.Row.Stored.Version, token), [item.Pointer], tally, cancellationToken);

    // Tables and bus that are down concern all pointers, which are left as they are; any other fault concerns this call's.
    private async Task<bool> TryAsync(
        Dependency dependency, Func<CancellationToken, Task> call, OutboxPointer[] pointers, DrainTally tally, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(dependency, call, cancellationToken);
            tally.Succeeded();
            return true;
        }
        catch (BrokenCircuitException)
        {
            tally.Down();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.MeansDown(e))
        {
            tally.Failed();
            Log.CallFailed(logger, dependency.Operation, pointers.Length, Fault.Explain(e));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && pointers is [var pointer])
        {
            // An entry of the old format has the event's id as its key.
            var eventId = pointer.Row?.EventId ?? pointer.RowKey;
            if (DependencyFaults.IsFault(e))
                Log.NotPublished(logger, eventId, pointer.Attempts + 1, Fault.Explain(e));
            else
                Log.DrainingFailed(logger, eventId, pointer.Attempts + 1, Fault.Explain(e));
            await PostponeAsync(pointer, DrainLimits.PauseAfter(pointer.Attempts), Fault.Describe(e), cancellationToken);
            tally.Postponed();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CallFailed(logger, dependency.Operation, pointers.Length, Fault.Explain(e));
        }
        return false;
    }

    private async Task PostponeAsync(OutboxPointer pointer, TimeSpan pause, string error, CancellationToken cancellationToken)
    {
        try
        {
            var text = error.Length <= DrainLimits.LongestError ? error : error[..DrainLimits.LongestError];
            await calls.RunAsync(
                RecordingCalls.PostponePointer, token => outbox.PostponeAsync(pointer, time.GetUtcNow() + pause, text, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPostponed(logger, pointer.RowKey, Fault.Explain(e));
        }
    }

    /// <summary>A pointer that is being processed.</summary>
    /// <param name="Row">Null if the row is gone.</param>
    private sealed record Item(OutboxPointer Pointer, ReadRow? Row);

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "Outbox: {Completed} completed, {Postponed} postponed, {Unreadable} unreadable.")]
        public static partial void Drained(ILogger logger, int completed, int postponed, int unreadable);

        [LoggerMessage(211, LogLevel.Warning, "Outbox: {Operation} of {Count} failed; a later run tries again. {Fault}")]
        public static partial void CallFailed(ILogger logger, string operation, int count, string fault);

        [LoggerMessage(212, LogLevel.Warning, "Failure {FailureEventId} is still in the outbox after {Attempts} attempts; it is tried again. {Fault}")]
        public static partial void NotPublished(ILogger logger, string failureEventId, int attempts, string fault);

        [LoggerMessage(213, LogLevel.Error, "The row of outbox pointer {RowKey} is unreadable: {Fault} Correct the row, and remove the pointer's NotBefore.")]
        public static partial void Unreadable(ILogger logger, string rowKey, string? fault);

        [LoggerMessage(214, LogLevel.Warning, "Outbox pointer {RowKey} could not be postponed; the next run tries it again. {Fault}")]
        public static partial void NotPostponed(ILogger logger, string rowKey, string fault);

        [LoggerMessage(215, LogLevel.Warning, "Outbox: the run ends early because tables or bus are down or throttled; the next one tries again in a minute.")]
        public static partial void EndedEarly(ILogger logger);

        [LoggerMessage(216, LogLevel.Error, "Failure {FailureEventId} is still in the outbox after {Attempts} attempts because publishing it failed unexpectedly; it is tried again. {Fault}")]
        public static partial void DrainingFailed(ILogger logger, string failureEventId, int attempts, string fault);
    }
}
