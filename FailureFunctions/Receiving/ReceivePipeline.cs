using System.Diagnostics.CodeAnalysis;
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
    /// <summary>Nothing in a request makes this throw. After a cancellation, the sender's repeat completes what is stored by then.</summary>
    public async Task<ReceiveResult> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        using var measurement = telemetry.Begin();
        try
        {
            Authentication authentication;
            using (telemetry.Step(TelemetryNames.Authenticate))
                authentication = await authenticator.AuthenticateAsync(request, cancellationToken);
            if (authentication is not Authentication.Authenticated sender)
                return measurement.End(ResultOf(authentication));
            if (sender.Signature is { } known && replays.TryRecall(known, out var earlier))
                return measurement.End(earlier);
            var notification = new AuthenticNotification
            {
                Account = sender.Account.ToString(),
                CalledAt = sender.SignedDate,
                ContentType = request.Headers["content-type"],
                Body = request.Body,
            };
            if (TryInterpret(notification, out var failure, out var result))
            {
                using var step = telemetry.Step(TelemetryNames.Record);
                result = telemetry.Recorded(failure, await recorder.RecordAsync(failure, cancellationToken));
            }
            else if (result is ReceiveResult.Rejected rejected && !await QuarantineAsync(notification, request, rejected, cancellationToken))
                result = new ReceiveResult.StorageUnavailable();
            if (sender.Signature is { } signature && ResultOfReplay(result) is { } replayed)
                replays.Remember(signature, replayed);
            return measurement.End(result);
        }
        catch (Exception e)
        {
            measurement.End(e, cancellationToken);
            throw;
        }
    }

    /// <summary>Reads and classifies a notification that is known to be authentic: a request's or a replayed one.</summary>
    /// <param name="failure">What is to be recorded.</param>
    /// <param name="refusal">Why it cannot be taken; the caller quarantines it if it is <see cref="ReceiveResult.Rejected"/>.</param>
    public bool TryInterpret(
        AuthenticNotification notification, [NotNullWhen(true)] out Failure? failure, [NotNullWhen(false)] out ReceiveResult? refusal)
    {
        (failure, refusal) = (null, null);
        ReadResult read;
        using (telemetry.Step(TelemetryNames.Read))
            read = NotificationReader.Read(notification.Body.Span);
        if (read is not ReadResult.Read { Notification: var reported })
        {
            refusal = new ReceiveResult.Rejected(
                read is ReadResult.Unreadable { Errors: var errors } ? Rejection.Unreadable(errors) : Rejection.OtherType);
            return false;
        }
        using (telemetry.Step(TelemetryNames.Classify))
            failure = failures.Create(notification.Account, reported, notification.CalledAt, notification.ReceivedAt);
        telemetry.Describe(failure);
        return true;
    }

    private ReceiveResult ResultOf(Authentication authentication)
    {
        switch (authentication)
        {
            case Authentication.Refused refusal:
                return new ReceiveResult.Unauthenticated(refusal);
            case Authentication.KeyUnavailable unavailable:
                telemetry.KeyUnavailable(unavailable.Reason);
                return new ReceiveResult.KeyUnavailable(unavailable.RetryAfter);
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

    private async Task<bool> QuarantineAsync(
        AuthenticNotification notification, WebhookRequest request, ReceiveResult.Rejected rejected, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                QuarantineCalls.Add,
                token => quarantine.KeepAsync(notification, request.Headers, rejected.Rejection, token),
                cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotKept(logger, rejected.Name, Fault.Explain(e));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Error, "A rejected notification (cause {Cause}) could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotKept(ILogger logger, string cause, string fault);
    }
}
