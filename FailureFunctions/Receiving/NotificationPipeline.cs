using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>
/// Takes an authentic notification from its body to its result: read, classify, record. The same for a call that has
/// just come in and for one that was rejected and is replayed.
/// </summary>
/// <param name="reader">Reads the body.</param>
/// <param name="factory">Makes the failure.</param>
/// <param name="recorder">Records it.</param>
/// <param name="metrics">Counts failures.</param>
/// <param name="activities">Traces the steps.</param>
/// <param name="logger">Told of every failure.</param>
internal sealed class NotificationPipeline(
    NotificationReader reader,
    FailureFactory factory,
    FailureRecorder recorder,
    IntakeMetrics metrics,
    FailureActivities activities,
    ILogger<NotificationPipeline> logger)
{
    /// <summary>Takes a notification. Nothing in it makes it throw, and what cannot be taken is not kept here.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="cancellationToken">Ends the work; what was made durable by then is completed by the drain.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IntakeResult> TakeAsync(AuthenticNotification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (NotificationFormats.Of(notification.ContentType) is not { } format)
            return new IntakeResult.UnsupportedMediaType();
        return Read(format, notification.Body.Span) switch
        {
            ReadResult.Read read => await RecordAsync(notification, read.Notification, cancellationToken),
            ReadResult.OtherType => new IntakeResult.OtherType(),
            ReadResult.Unreadable unreadable => new IntakeResult.Unreadable(unreadable.Errors),
            var other => throw new InvalidOperationException($"{other.GetType()} is no known result."),
        };
    }

    private ReadResult Read(NotificationFormat format, ReadOnlySpan<byte> body)
    {
        using var step = activities.Start(TelemetryNames.Read);
        return reader.Read(format, body);
    }

    private Failure Classify(AuthenticNotification call, FailureNotification notification)
    {
        using var step = activities.Start(TelemetryNames.Classify);
        return factory.Create(call.Account, notification, call.CalledAt, call.ReceivedAt);
    }

    private async Task<IntakeResult> RecordAsync(
        AuthenticNotification call, FailureNotification notification, CancellationToken cancellationToken)
    {
        var failure = Classify(call, notification);
        activities.Current?.SetFailure(failure);
        using var step = activities.Start(TelemetryNames.Record);
        var outcome = await recorder.RecordAsync(failure, cancellationToken);
        metrics.Count(failure, outcome);
        IntakeLog.Received(logger, failure, outcome);
        return outcome switch
        {
            RecordOutcome.Recorded => new IntakeResult.Recorded(failure.EventId),
            RecordOutcome.Duplicate => new IntakeResult.Duplicate(failure.EventId),
            RecordOutcome.Queued => new IntakeResult.Queued(failure.EventId),
            _ => new IntakeResult.StorageUnavailable(),
        };
    }
}
