using System.Diagnostics;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

internal enum RecordOutcome
{
    /// <summary>Not acknowledged: not stored, or neither published nor queued. The sender's repeat completes it.</summary>
    Unavailable,

    /// <summary>Stored and in the outbox, answered 202; the drain publishes it.</summary>
    Queued,

    /// <summary>Stored and published.</summary>
    Recorded,

    /// <summary>Stored and published before.</summary>
    Duplicate,
}

/// <summary>
/// Records a failure so that nothing acknowledged is lost: the row, then its message; a pointer in the outbox if the message
/// cannot be sent. The row is marked as published only after the bus has accepted the message, so a repeat of a row without
/// the mark is sent again, under the same MessageId. docs/reliability.md has the whole argument.
/// </summary>
internal sealed partial class FailureRecorder(
    IFailureRows rows,
    IOutbox outbox,
    IFailurePublisher publisher,
    IDeferredWork deferred,
    DependencyCalls calls,
    TimeProvider time,
    ILogger<FailureRecorder> logger)
{
    /// <summary>The pauses before a row is marked again: longer than a restart of the tables and the pause of their breaker.</summary>
    internal static readonly TimeSpan[] MarkPauses = [TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    /// <summary>
    /// Records a failure that was just received, within <see cref="RecordingCalls.Longest"/>. An exception other than a
    /// cancellation is a bug that occurred before the failure was stored.
    /// </summary>
    /// <returns>Also the failure whose row and message it is: where it was reported in several ways, the first one.</returns>
    public async Task<(RecordOutcome Outcome, Failure Failure)> RecordAsync(Failure reported, CancellationToken cancellationToken)
    {
        Failure failure;
        StoredRow row;
        try
        {
            if (MessageClaim.IsNeeded(reported, time.GetUtcNow()))
                (failure, row) = await calls.RunAsync(RecordingCalls.AddRow, token => new ClaimedRows(rows).AddAsync(reported, token), cancellationToken);
            else
                (failure, row) = (reported, await calls.RunAsync(RecordingCalls.AddRow, token => rows.AddAsync(reported, token), cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            if (WasCalled(e))
                Log.NotStored(logger, reported.EventId.Value, Fault.Explain(e));
            return (RecordOutcome.Unavailable, reported);
        }
        if (row.IsPublished)
            return (RecordOutcome.Duplicate, failure);
        try
        {
            await calls.RunAsync(RecordingCalls.Publish, token => publisher.PublishAsync([failure], token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return (await QueueAsync(failure, e, cancellationToken), failure);
        }
        var span = Activity.Current?.Context;
        await deferred.StartAsync(() => MarkAsync(failure, row.Version, span, failed: 0));
        return (failure.EventId == reported.EventId ? RecordOutcome.Recorded : RecordOutcome.Duplicate, failure);
    }

    private async Task<RecordOutcome> QueueAsync(Failure failure, Exception cause, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                RecordingCalls.AddPointer, token => outbox.AddAsync(failure.Keys, failure.Trace, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            if (WasCalled(e))
                Log.NotQueued(logger, failure.EventId.Value, Fault.Explain(e));
            return RecordOutcome.Unavailable;
        }
        if (!DependencyFaults.IsFault(cause))
            Log.PublishingFailed(logger, failure.EventId.Value, Fault.Explain(cause));
        else if (WasCalled(cause))
            Log.Queued(logger, failure.EventId.Value, Fault.Explain(cause));
        return RecordOutcome.Queued;
    }

    // What still fails is left to the sender's repeat and the sweep.
    private async Task MarkAsync(Failure failure, string version, ActivityContext? span, int failed)
    {
        try
        {
            await calls.RunAsync(
                RecordingCalls.MarkRow, token => rows.MarkPublishedAsync(failure.Keys, version, token), CancellationToken.None, span);
        }
        catch (Exception e)
        {
            var isRepeated = failed < MarkPauses.Length && deferred.TryStartLater(MarkPauses[failed], () => MarkAsync(failure, version, span, failed + 1));
            if (!isRepeated && WasCalled(e))
                Log.RowNotMarked(logger, failure.EventId.Value, Fault.Explain(e));
        }
    }

    // The breaker's opening is logged, and refused calls are counted: one line per notification would only fill the log.
    private static bool WasCalled(Exception exception) => exception is not BrokenCircuitException;

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Error, "Failure {FailureEventId} could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotStored(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(201, LogLevel.Warning, "Failure {FailureEventId} is stored and queued; the drain publishes it. {Fault}")]
        public static partial void Queued(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(202, LogLevel.Warning, "Failure {FailureEventId} is recorded, but its row could not be marked as published; it may be sent again. {Fault}")]
        public static partial void RowNotMarked(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(203, LogLevel.Error, "Failure {FailureEventId} is stored and queued, because publishing it failed unexpectedly; the drain tries again. {Fault}")]
        public static partial void PublishingFailed(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(204, LogLevel.Error, "Failure {FailureEventId} is stored, but could be neither published nor queued; it is not acknowledged. {Fault}")]
        public static partial void NotQueued(ILogger logger, string failureEventId, string fault);
    }
}
