using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>
/// Processes a notification from request to result: authenticate, read, classify, record. An authentic notification that
/// cannot be accepted is quarantined. docs/architecture.md shows it as a diagram.
/// </summary>
internal sealed partial class ReceivePipeline(
    RequestAuthenticator authenticator,
    ReplayWindow<ReceiveResult> replays,
    FailureFactory failures,
    FailureRecorder recorder,
    IQuarantine quarantine,
    DependencyCalls calls,
    ReceiveTelemetry telemetry,
    ILogger<ReceivePipeline> logger)
{
    /// <summary>Nothing in a request makes this throw. On cancellation, what is durable by then is completed by the drain.</summary>
    public Task<ReceiveResult> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        telemetry.RunAsync(() => AuthenticateAsync(request, cancellationToken), cancellationToken);

    /// <summary>Reads, classifies and records a notification that is known to be authentic: a request's or a replayed one.</summary>
    /// <returns><see cref="ReceiveResult.Rejected"/> if it cannot be taken; the caller quarantines it.</returns>
    public async Task<ReceiveResult> TakeAsync(AuthenticNotification notification, CancellationToken cancellationToken)
    {
        if (NotificationFormats.Of(notification.ContentType) is not { } format)
            return new ReceiveResult.UnsupportedMediaType();
        ReadResult read;
        using (telemetry.Step(TelemetryNames.Read))
            read = NotificationReader.Read(format, notification.Body.Span);
        return read switch
        {
            ReadResult.Read { Notification: var reported } => await RecordAsync(notification, reported, cancellationToken),
            ReadResult.OtherType => new ReceiveResult.Rejected(Rejection.OtherType),
            ReadResult.Unreadable { Errors: var errors } => new ReceiveResult.Rejected(Rejection.Unreadable(errors)),
            _ => throw new InvalidOperationException($"Unknown result {read.GetType()}."),
        };
    }

    private async Task<ReceiveResult> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        Authentication authentication;
        using (telemetry.Step(TelemetryNames.Authenticate))
            authentication = await authenticator.AuthenticateAsync(request, cancellationToken);
        switch (authentication)
        {
            case Authentication.Refused refusal:
                return new ReceiveResult.Unauthenticated(refusal);
            case Authentication.KeyUnavailable unavailable:
                Log.KeyUnavailable(logger, unavailable.Reason);
                return new ReceiveResult.KeyUnavailable(unavailable.RetryAfter);
            case Authentication.Authenticated { Signature: { } signature } when replays.TryRecall(signature, out var earlier):
                return earlier;
            case Authentication.Authenticated sender:
                var result = await TakeOrQuarantineAsync(request, sender, cancellationToken);
                if (sender.Signature is { } fresh && ResultOfReplay(result) is { } replayed)
                    replays.Remember(fresh, replayed);
                return result;
            default:
                throw new InvalidOperationException($"Unknown result {authentication.GetType()}.");
        }
    }

    // The answer to an identical request; null if that must be processed again.
    private static ReceiveResult? ResultOfReplay(ReceiveResult result) => result switch
    {
        ReceiveResult.Accepted { Outcome: RecordOutcome.Recorded } recorded => recorded with { Outcome = RecordOutcome.Duplicate },
        ReceiveResult.Accepted { Outcome: RecordOutcome.Duplicate } or ReceiveResult.Rejected => result,
        _ => null,
    };

    private async Task<ReceiveResult> TakeOrQuarantineAsync(
        WebhookRequest request, Authentication.Authenticated sender, CancellationToken cancellationToken)
    {
        var notification = new AuthenticNotification
        {
            Account = sender.Account.ToString(),
            CalledAt = sender.SignedDate,
            ContentType = request.Headers["content-type"],
            Body = request.Body,
        };
        var result = await TakeAsync(notification, cancellationToken);
        if (result is not ReceiveResult.Rejected rejected)
            return result;
        try
        {
            await calls.RunAsync(
                QuarantineCalls.Add,
                token => quarantine.KeepAsync(notification, request.Headers, rejected.Rejection, token),
                cancellationToken);
            return result;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotKept(logger, result.Name, Fault.Explain(e));
            return new ReceiveResult.StorageUnavailable();
        }
    }

    private async Task<ReceiveResult> RecordAsync(
        AuthenticNotification notification, FailureNotification reported, CancellationToken cancellationToken)
    {
        Failure failure;
        using (telemetry.Step(TelemetryNames.Classify))
            failure = failures.Create(notification.Account, reported, notification.CalledAt, notification.ReceivedAt);
        telemetry.Describe(failure);
        RecordOutcome outcome;
        using (telemetry.Step(TelemetryNames.Record))
            outcome = await recorder.RecordAsync(failure, cancellationToken);
        telemetry.Recorded(failure, outcome);
        return outcome == RecordOutcome.Unavailable
            ? new ReceiveResult.StorageUnavailable()
            : new ReceiveResult.Accepted(outcome, failure.EventId);
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Error, "A signing key is unavailable, so the request was answered 503: {Reason}.")]
        public static partial void KeyUnavailable(ILogger logger, string reason);

        [LoggerMessage(101, LogLevel.Error, "A rejected notification (cause {Cause}) could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotKept(ILogger logger, string cause, string fault);
    }
}
