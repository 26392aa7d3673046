using FailureFunctions.Dependencies;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace FailureFunctions.Recording;

/// <summary>
/// Records a failure so that nothing acknowledged is lost: outbox, row, message, outbox cleared.
/// <para>
/// An entry is only ever removed once its event has been published. A row carries the attempt of the entry under which
/// it was written. So when the row that stands is of another attempt than the entry that stands, that other entry has
/// been removed, and the event has been published: this is a repeat. docs/reliability.md has the argument in full.
/// </para>
/// </summary>
/// <param name="outbox">What is acknowledged and not yet published.</param>
/// <param name="store">The failures.</param>
/// <param name="publisher">Tells subscribers.</param>
/// <param name="calls">Limits every step.</param>
/// <param name="logger">Logs every step that failed.</param>
internal sealed partial class FailureRecorder(
    IFailureOutbox outbox,
    IFailureStore store,
    IFailurePublisher publisher,
    DependencyCalls calls,
    ILogger<FailureRecorder> logger) : IFailureCompletion
{
    /// <summary>Records a failure that has just been received.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="cancellationToken">Ends the work; what was made durable by then is completed by the drain.</param>
    /// <returns>What became of it, within the sum of <see cref="RecordingLimits"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Another exception is a bug that struck before anything was durable.</remarks>
    public async Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        AttemptId entry;
        try
        {
            entry = await calls.RunAsync(
                Dependency.OutboxAdd, token => outbox.EnsureAsync(failure, AttemptId.New(), token), cancellationToken);
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

    /// <inheritdoc/>
    public async Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var row = await calls.RunAsync(Dependency.RowAdd, token => store.EnsureAsync(failure, entry, token), cancellationToken);
        // Where a hand has removed an attempt nothing can be concluded, and a second message does no harm.
        var publishedBefore = row != entry && row != AttemptId.Unknown && entry != AttemptId.Unknown;
        if (!publishedBefore)
            await calls.RunAsync(Dependency.Publish, token => publisher.PublishAsync(failure, token), cancellationToken, failure.Trace);
        await RemoveAsync(failure, cancellationToken);
        return publishedBefore ? RecordOutcome.Duplicate : RecordOutcome.Recorded;
    }

    private async Task RemoveAsync(Failure failure, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(Dependency.OutboxRemove, token => outbox.RemoveAsync(failure.EventId, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            if (WasCalled(e))
                Log.EntryNotRemoved(logger, failure.EventId.Value, Fault.Explain(e));
        }
    }

    // The breaker's opening is logged and each refused call is counted: a line per notification would only fill the log.
    private static bool WasCalled(Exception exception) => exception is not BrokenCircuitException;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Failure {FailureEventId} could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotDurable(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(2, LogLevel.Warning, "Failure {FailureEventId} is safe in the outbox; the drain completes it. {Fault}")]
        public static partial void LeftInOutbox(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(4, LogLevel.Error, "Failure {FailureEventId} is safe in the outbox, but recording it failed unexpectedly; the drain tries again. {Fault}")]
        public static partial void RecordingFailed(ILogger logger, string failureEventId, string fault);

        [LoggerMessage(3, LogLevel.Warning, "Failure {FailureEventId} is done, but its outbox entry is left for the drain to remove. {Fault}")]
        public static partial void EntryNotRemoved(ILogger logger, string failureEventId, string fault);
    }
}
