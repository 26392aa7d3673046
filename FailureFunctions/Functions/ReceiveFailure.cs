using System.Net;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Functions.Http;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// The webhook: <c>POST {prefix}/failures</c>. Answers: docs/problems.md. A request is processed to its end even if the caller
/// disconnects; only the host's stop cancels it.
/// </summary>
/// <remarks>
/// Public, as few types are: for a function that is not, the code that the worker's SDK generates compiles a call by
/// reflection at every invocation, which took 40 % of the worker's CPU under load.
/// </remarks>
public sealed class ReceiveFailure
{
    /// <summary>The longest body of a notification that contains a whole message, in bytes.</summary>
    internal const int LongestMessage = 4 * 1024 * 1024;

    private readonly ReceivePipeline _pipeline;
    private readonly ReceiveTelemetry _telemetry;
    private readonly IHostApplicationLifetime _lifetime;

    internal ReceiveFailure(ReceivePipeline pipeline, ReceiveTelemetry telemetry, IHostApplicationLifetime lifetime) =>
        (_pipeline, _telemetry, _lifetime) = (pipeline, telemetry, lifetime);

    /// <summary>Runs the function for one request.</summary>
    [Function(nameof(ReceiveFailure))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures")] HttpRequestData request)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, LongestMessage, _lifetime.ApplicationStopping);
        if (body.Length > RequestBody.Longest && !NotificationTypes.ContainsMessage(body))
            problem = Problem.ContentTooLarge;
        if (problem is not null)
        {
            _telemetry.TurnedAway(problem.Name);
            return request.Problem(problem);
        }
        var result = await _pipeline.ReceiveAsync(WebhookRequests.Of(request, body), _lifetime.ApplicationStopping);
        return result switch
        {
            ReceiveResult.Accepted accepted => request.Json(
                // Queued: durable, and not yet published.
                accepted.Outcome == RecordOutcome.Queued ? HttpStatusCode.Accepted : HttpStatusCode.OK,
                new OutcomeAnswer(accepted.EventId.Value, result.Name)),
            ReceiveResult.Unauthenticated { Refusal: var refusal } => request.Problem(Problem.Unauthenticated(refusal.Hint)),
            ReceiveResult.KeyUnavailable { RetryAfter: var delay } => request.Problem(Problem.KeyUnavailable, retryAfter: delay),
            ReceiveResult.StorageUnavailable => request.Problem(Problem.StorageUnavailable),
            ReceiveResult.Delivered => request.Json(HttpStatusCode.OK, new OutcomeAnswer(null, result.Name)),
            ReceiveResult.Rejected { Rejection.IsAcknowledged: true } => request.Json(HttpStatusCode.OK, new OutcomeAnswer(null, result.Name)),
            ReceiveResult.Rejected { Rejection.Cause: Rejection.OtherTypeCause } => request.Problem(Problem.OtherType),
            ReceiveResult.Rejected { Rejection.Errors: var errors } => request.Problem(Problem.Unreadable, new { errors }),
            _ => throw new InvalidOperationException($"{result} has no answer."),
        };
    }
}
