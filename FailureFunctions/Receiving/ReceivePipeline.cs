using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Bounces;
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
    BounceInterpreter bounces,
    ComplaintAttribution complaints,
    DeliveryClearing deliveries,
    FailureRecorder recorder,
    IQuarantine quarantine,
    DependencyCalls calls,
    ReceiveTelemetry telemetry,
    ILogger<ReceivePipeline> logger)
    : IDisposable
{
    /// <summary>How many bytes of a body are read without waiting for others: as many as a failure notification may have.</summary>
    private const int SmallBody = 64 * 1024;

    // Reading a body of 4 MiB takes up to 40 MiB of memory for some 100 ms, so only so many are read at once.
    private readonly SemaphoreSlim _large = new(2);

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
            var (failure, result) = await InterpretAsync(notification, cancellationToken);
            if (failure is not null)
            {
                using var step = telemetry.Step(TelemetryNames.Record);
                (var outcome, failure) = await recorder.RecordAsync(failure, cancellationToken);
                result = telemetry.Recorded(failure, outcome);
            }
            else if (result is ReceiveResult.Rejected { Rejection.IsKept: true } rejected && !await QuarantineAsync(notification, request, rejected, cancellationToken))
                result = new ReceiveResult.StorageUnavailable();
            if (sender.Signature is { } signature && ResultOfReplay(result!) is { } replayed)
                replays.Remember(signature, replayed);
            return measurement.End(result!);
        }
        catch (Exception e)
        {
            measurement.End(e, cancellationToken);
            throw;
        }
    }

    /// <summary>Reads and classifies a notification that is known to be authentic: a request's or a replayed one.</summary>
    /// <returns>
    /// What is to be recorded; or else the result, and the caller quarantines it if it is <see cref="ReceiveResult.Rejected"/> and to
    /// be kept.
    /// </returns>
    public async Task<(Failure? Failure, ReceiveResult? Result)> InterpretAsync(AuthenticNotification notification, CancellationToken cancellationToken)
    {
        var large = notification.Body.Length > SmallBody;
        if (large)
            await _large.WaitAsync(cancellationToken);
        Interpretation interpretation;
        try
        {
            interpretation = Interpret(notification);
        }
        finally
        {
            if (large)
                _large.Release();
        }
        if (interpretation.Delivered is { } delivered)
            return (null, await deliveries.ClearAsync(notification, delivered, cancellationToken));
        var failure = interpretation.Failure;
        if (interpretation.Redacted is { } redacted)
            failure = await complaints.AttributeAsync(redacted, cancellationToken);
        if (failure is null)
            return (null, new ReceiveResult.Rejected(interpretation.Rejection!));
        telemetry.Describe(failure);
        return (failure, null);
    }

    private Interpretation Interpret(AuthenticNotification notification)
    {
        ReadResult read;
        using (telemetry.Step(TelemetryNames.Read))
            read = NotificationReader.Read(notification.Body.Span);
        switch (read)
        {
            case ReadResult.Read { Notification: var reported }:
                using (telemetry.Step(TelemetryNames.Classify))
                    return new Interpretation(Failure: failures.Create(notification.Account, reported, notification.CalledAt, notification.ReceivedAt));
            case ReadResult.Returned returned:
                return bounces.Interpret(notification, returned);
            case ReadResult.Delivered { Notification: var delivered } when deliveries.IsWanted:
                return new Interpretation(Delivered: delivered);
            case ReadResult.Unreadable { Errors: var errors, Type: var type } when type is not NotificationType.Delivery || deliveries.IsWanted:
                return new Interpretation(Rejection: Rejection.Unreadable(errors));
            default:
                return new Interpretation(Rejection: Rejection.OtherType);
        }
    }

    public void Dispose() => _large.Dispose();

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
        ReceiveResult.Accepted { Outcome: RecordOutcome.Duplicate } or ReceiveResult.Rejected or ReceiveResult.Delivered => result,
        _ => null,
    };

    private async Task<bool> QuarantineAsync(
        AuthenticNotification notification, WebhookRequest request, ReceiveResult.Rejected rejected, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                QuarantineCalls.Add,
                token => quarantine.KeepAsync(KeptOf(notification, rejected.Rejection), request.Headers, rejected.Rejection, token),
                cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotKept(logger, rejected.Name, Fault.Explain(e));
            return false;
        }
    }

    private static AuthenticNotification KeptOf(AuthenticNotification notification, Rejection rejection) =>
        rejection.Excerpt is { } excerpt ? notification with { ContentType = BounceExcerpt.ContentType, Body = excerpt }
        // The beginning of what cannot be read: a row holds no more.
        : notification with { Body = notification.Body[..Math.Min(notification.Body.Length, SmallBody)] };

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Error, "A rejected notification (cause {Cause}) could not be stored; it is not acknowledged. {Fault}")]
        public static partial void NotKept(ILogger logger, string cause, string fault);
    }
}
