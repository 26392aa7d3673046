using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

internal enum RecordOutcome
{
    /// <summary>Not durable, and so not acknowledged.</summary>
    Unavailable,

    /// <summary>Durable in the outbox, answered 202; the drain stores and publishes it.</summary>
    Queued,

    /// <summary>Stored and published.</summary>
    Recorded,

    /// <summary>Stored and published before.</summary>
    Duplicate,
}

/// <summary>
/// Records a failure so that nothing acknowledged is lost: outbox entry, row, message, entry removed.
/// <para>
/// An entry is removed only after its event was published, and a row carries the attempt of the entry under which it was
/// written. So if the row's attempt is not that of the present entry, another entry was removed before, and the event was
/// published: this is a duplicate. docs/reliability.md has the whole argument.
/// </para>
/// </summary>
internal sealed partial class FailureRecorder(
    IFailureOutbox outbox,
    IFailureStore store,
    IFailurePublisher publisher,
    DependencyCalls calls,
    ILogger<FailureRecorder> logger) : IFailureCompletion
{
    /// <summary>
    /// Records a failure that was just received, within <see cref="RecordingCalls.Longest"/>. An exception other than a
    /// cancellation is a bug that occurred before anything was durable.
    /// </summary>
    public async Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        AttemptId entry;
        try
        {
            entry = await calls.RunAsync(
                RecordingCalls.AddEntry, token => outbox.EnsureAsync(failure, AttemptId.New(), token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            if (WasCalled(e))
                Log.NotDurable(logger, failure.EventId.Value, Fault.Explain(e));
            return RecordOutcome.Unavailable;
        }
        try
        {
            return await CompleteAsync(failure, entry, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!DependencyFaults.IsFault(e))
                Log.RecordingFailed(logger, failure.EventId.Value, Fault.Explain(e));
            else if (WasCalled(e))
                Log.LeftInOutbox(logger, failure.EventId.Value, Fault.Explain(e));
            return RecordOutcome.Queued;
        }
    }

    public async Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken)
    {
        var row = await calls.RunAsync(RecordingCalls.AddRow, token => store.EnsureAsync(failure, entry, token), cancellationToken);
        var wasPublished = row != entry && row != AttemptId.Unknown && entry != AttemptId.Unknown;
        if (!wasPublished)
            await calls.RunAsync(RecordingCalls.Publish, token => publisher.PublishAsync(failure, token), cancellationToken, failure.Trace);
        try
        {
            await calls.RunAsync(RecordingCalls.RemoveEntry, token => outbox.RemoveAsync(failure.EventId, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            if (WasCalled(e))
                Log.EntryNotRemoved(logger, failure.EventId.Value, Fault.Explain(e));
        }
        return wasPublished ? RecordOutcome.Duplicate : RecordOutcome.Recorded;
    }

    // The breaker's opening is logged, and refused calls are counted: one line per notification would only fill the log.
    private static bool WasCalled(Exception exception) => exception is not BrokenCircuitException;

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Error, "Failure {FailureEventId} could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotDurable(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(201, LogLevel.Warning, "Failure {FailureEventId} is safe in the outbox; the drain completes it. {Fault}")]
        public static partial void LeftInOutbox(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(202, LogLevel.Warning, "Failure {FailureEventId} is recorded, but its outbox entry is left for the drain to remove. {Fault}")]
        public static partial void EntryNotRemoved(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(203, LogLevel.Error, "Failure {FailureEventId} is safe in the outbox, but recording it failed unexpectedly; the drain tries again. {Fault}")]
        public static partial void RecordingFailed(ILogger logger, string failureEventId, string fault);
    }
}
