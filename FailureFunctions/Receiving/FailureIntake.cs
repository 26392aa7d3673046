using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>Takes a call from the request to its result: authenticate, read, classify, record.</summary>
/// <param name="authenticator">Tells whether it is Copernica's.</param>
/// <param name="replays">Knows the calls of the last minutes.</param>
/// <param name="pipeline">Reads, classifies and records what is authentic.</param>
/// <param name="rejected">Keeps what is authentic and cannot be taken.</param>
/// <param name="calls">Limits that.</param>
/// <param name="metrics">Counts.</param>
/// <param name="activities">Traces.</param>
/// <param name="logger">Logs every result that is not the usual one.</param>
internal sealed class FailureIntake(
    RequestAuthenticator authenticator,
    ReplayWindow<IntakeResult> replays,
    NotificationPipeline pipeline,
    IRejectedNotifications rejected,
    DependencyCalls calls,
    IntakeMetrics metrics,
    FailureActivities activities,
    ILogger<FailureIntake> logger)
{
    /// <summary>Takes a call. Nothing in a request makes it throw.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Ends the work; what was made durable by then is completed by the drain.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IntakeResult> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var begun = metrics.Begin();
        using var receive = activities.Start(TelemetryNames.Receive);
        try
        {
            var result = await AuthenticateAsync(request, cancellationToken);
            receive?.SetResult(result);
            metrics.Count(result, begun);
            IntakeLog.Write(logger, result);
            return result;
        }
        catch (Exception e)
        {
            // A client's own time-out is the same exception: the token says whether the call was cancelled.
            var outcome = e is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? IntakeMetrics.Cancelled
                : IntakeMetrics.Error;
            receive?.SetFault(e, outcome);
            metrics.Count(outcome, begun);
            throw;
        }
    }

    private async Task<Authentication> AuthenticationOfAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        using var step = activities.Start(TelemetryNames.Authenticate);
        return await authenticator.AuthenticateAsync(request, cancellationToken);
    }

    private async Task<IntakeResult> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        switch (await AuthenticationOfAsync(request, cancellationToken))
        {
            case Authentication.Refused refused:
                return new IntakeResult.Unauthenticated(refused.CauseName, refused.Hint);
            case Authentication.KeyUnavailable unavailable:
                IntakeLog.KeyUnavailable(logger, unavailable.Reason);
                return new IntakeResult.KeyUnavailable(unavailable.RetryAfter);
            case Authentication.Authenticated { Signature: { } signature } sender:
                if (replays.TryRecall(signature, out var earlier))
                    return earlier;
                var result = await TakeAsync(request, sender, cancellationToken);
                if (AsRepeated(result) is { } repeated)
                    replays.Remember(signature, repeated);
                return result;
            case Authentication.Authenticated sender:
                return await TakeAsync(request, sender, cancellationToken);
            case var other:
                throw new InvalidOperationException($"{other.GetType()} is no known result.");
        }
    }

    /// <summary>What the same call is answered when it comes again; null when it is to be processed again.</summary>
    private static IntakeResult? AsRepeated(IntakeResult result) => result switch
    {
        IntakeResult.Recorded recorded => new IntakeResult.Duplicate(recorded.EventId),
        IntakeResult.Duplicate or IntakeResult.Unreadable or IntakeResult.OtherType => result,
        _ => null,
    };

    private async Task<IntakeResult> TakeAsync(
        WebhookRequest request, Authentication.Authenticated sender, CancellationToken cancellationToken)
    {
        var notification = new AuthenticNotification
        {
            Account = sender.Account.ToString(),
            CalledAt = sender.SignedDate,
            ContentType = request.Headers["content-type"],
            Body = request.Body,
        };
        var result = await pipeline.TakeAsync(notification, cancellationToken);
        return result switch
        {
            IntakeResult.Unreadable unreadable =>
                await RejectAsync(request, sender, RejectionCause.Unreadable, unreadable.Errors, result, cancellationToken),
            IntakeResult.OtherType =>
                await RejectAsync(request, sender, RejectionCause.OtherType, [RejectionCauses.OtherTypeError], result, cancellationToken),
            _ => result,
        };
    }

    private async Task<IntakeResult> RejectAsync(
        WebhookRequest request,
        Authentication.Authenticated sender,
        RejectionCause cause,
        IReadOnlyList<FieldError> errors,
        IntakeResult result,
        CancellationToken cancellationToken)
    {
        try
        {
            var notification = new RejectedNotification
            {
                Cause = cause,
                Errors = errors,
                Account = sender.Account.ToString(),
                CalledAt = sender.SignedDate,
                Request = request,
            };
            await calls.RunAsync(Dependency.RejectedAdd, token => rejected.KeepAsync(notification, token), cancellationToken);
            return result;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            IntakeLog.NotKept(logger, RejectionCauses.NameOf(cause), Fault.Explain(e));
            return new IntakeResult.StorageUnavailable();
        }
    }
}
