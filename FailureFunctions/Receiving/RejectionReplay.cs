using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>The result of replaying one notification: one of the cases nested here.</summary>
internal abstract record ReplayResult
{
    private ReplayResult()
    {
    }

    /// <summary>The notification was processed again, and its row says so.</summary>
    /// <param name="Outcome">A name of <see cref="ReceiveResult"/>, <c>row-unreadable</c>, or <c>failed</c>.</param>
    /// <param name="EventId">The event that it became; null when it was rejected again.</param>
    /// <param name="Errors">Why it was rejected again, by field.</param>
    public sealed record Replayed(string Outcome, string? EventId, IReadOnlyList<FieldError> Errors) : ReplayResult
    {
        /// <summary>Why it was rejected again; null when the row's reason stays.</summary>
        public Rejection? Rejection { get; init; }
    }

    /// <summary>There is no such notification.</summary>
    public sealed record Unknown : ReplayResult;

    /// <summary>The tables cannot be reached: nothing was done.</summary>
    public sealed record Unavailable : ReplayResult;
}

/// <summary>
/// Lists rejected notifications and replays one, with the account and the date that were proven when it came in. A replay
/// gives the failure the identity that the call would have had, so it can be repeated, and run twice at once.
/// </summary>
internal sealed partial class RejectionReplay(
    IQuarantine quarantine,
    ReceivePipeline pipeline,
    FailureRecorder recorder,
    DependencyCalls calls,
    ReceiveTelemetry telemetry,
    TimeProvider time,
    ILogger<RejectionReplay> logger)
{
    /// <returns>Null when the tables cannot be reached.</returns>
    public async Task<RejectedNotificationPage?> ListAsync(RejectedNotificationQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await quarantine.ListAsync(query, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotReached(logger, Fault.Explain(e));
            return null;
        }
    }

    /// <summary>Replays a notification, replayed before or not. After a cancellation the drain completes what is durable.</summary>
    public async Task<ReplayResult> ReplayAsync(RejectedNotificationId id, CancellationToken cancellationToken)
    {
        RejectedNotification? row;
        try
        {
            row = await calls.RunAsync(QuarantineCalls.Find, token => quarantine.FindAsync(id, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotReached(logger, Fault.Explain(e));
            return new ReplayResult.Unavailable();
        }
        if (row is null)
            return new ReplayResult.Unknown();
        var result = await ProcessAsync(row, cancellationToken);
        if (result is ReplayResult.Replayed replayed)
        {
            Log.Replayed(logger, id, replayed.Outcome);
            await MarkAsync(row, replayed, cancellationToken);
        }
        return result;
    }

    private async Task<ReplayResult> ProcessAsync(RejectedNotification row, CancellationToken cancellationToken)
    {
        if (row.Notification is not { } notification)
            return new ReplayResult.Replayed("row-unreadable", null, [new FieldError("row", row.Fault ?? "cannot be read")]);
        try
        {
            var (failure, refusal) = await pipeline.InterpretAsync(notification, cancellationToken);
            if (failure is null)
                return ResultOf(refusal!);
            using var step = telemetry.Step(TelemetryNames.Record);
            (var outcome, failure) = await recorder.RecordAsync(failure, cancellationToken);
            return ResultOf(telemetry.Recorded(failure, outcome));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotReplayed(logger, row.Id, Fault.Explain(e));
            return new ReplayResult.Replayed("failed", null, []);
        }
    }

    private static ReplayResult ResultOf(ReceiveResult result) => result switch
    {
        ReceiveResult.Accepted accepted => new ReplayResult.Replayed(result.Name, accepted.EventId.Value, []),
        ReceiveResult.Rejected { Rejection: var rejection } =>
            new ReplayResult.Replayed(result.Name, null, rejection.Errors) { Rejection = rejection },
        ReceiveResult.Delivered => new ReplayResult.Replayed(result.Name, null, []),
        ReceiveResult.StorageUnavailable => new ReplayResult.Unavailable(),
        _ => throw new InvalidOperationException($"{result} is not the result of a replay."),
    };

    private async Task MarkAsync(RejectedNotification row, ReplayResult.Replayed result, CancellationToken cancellationToken)
    {
        var replay = new Replay(time.GetUtcNow(), result.Outcome, result.EventId);
        try
        {
            await calls.RunAsync(
                QuarantineCalls.Mark, token => quarantine.MarkReplayedAsync(row, replay, result.Rejection, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotMarked(logger, row.Id, Fault.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Information, "Rejected notification {Id} was replayed: {Outcome}.")]
        public static partial void Replayed(ILogger logger, RejectedNotificationId id, string outcome);

        [LoggerMessage(151, LogLevel.Error, "Rejected notification {Id} could not be replayed. {Fault}")]
        public static partial void NotReplayed(ILogger logger, RejectedNotificationId id, string fault);

        [LoggerMessage(152, LogLevel.Warning, "Rejected notification {Id} was replayed, but its row could not be marked; another replay is a duplicate. {Fault}")]
        public static partial void NotMarked(ILogger logger, RejectedNotificationId id, string fault);

        [LoggerMessage(153, LogLevel.Error, "The table of rejected notifications cannot be reached. {Fault}")]
        public static partial void NotReached(ILogger logger, string fault);
    }
}
