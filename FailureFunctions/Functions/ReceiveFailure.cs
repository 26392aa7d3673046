using System.Net;
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
internal sealed class ReceiveFailure(
    ReceivePipeline pipeline, ReceiveTelemetry telemetry, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan RetryStorageAfter = TimeSpan.FromSeconds(30);

    [Function(nameof(ReceiveFailure))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        var (body, problem) = await RequestBody.ReadAsync(request, cancellationToken);
        if (problem is not null)
        {
            telemetry.TurnedAway(problem.Name);
            return await Answers.ProblemAsync(request, problem, cancellationToken);
        }
        var result = await pipeline.ReceiveAsync(WebhookRequests.Of(request, body), cancellationToken);
        return await AnswerAsync(request, result, cancellationToken);
    }

    private static Task<HttpResponseData> AnswerAsync(HttpRequestData request, ReceiveResult result, CancellationToken cancellationToken)
    {
        return result switch
        {
            // Durable, and not yet published.
            ReceiveResult.Accepted { Outcome: RecordOutcome.Queued } queued => Acknowledge(HttpStatusCode.Accepted, queued.EventId),
            ReceiveResult.Accepted accepted => Acknowledge(HttpStatusCode.OK, accepted.EventId),
            ReceiveResult.Unauthenticated { Refusal: var refusal } => Refuse(Problem.Unauthenticated(refusal.Hint)),
            ReceiveResult.KeyUnavailable unavailable =>
                Answers.ProblemAsync(request, Problem.KeyUnavailable, cancellationToken, retryAfter: unavailable.RetryAfter),
            ReceiveResult.StorageUnavailable =>
                Answers.ProblemAsync(request, Problem.StorageUnavailable, cancellationToken, retryAfter: RetryStorageAfter),
            ReceiveResult.UnsupportedMediaType => Refuse(Problem.UnsupportedMediaType),
            ReceiveResult.Rejected { Rejection.Cause: Rejection.OtherTypeCause } => Refuse(Problem.OtherType),
            ReceiveResult.Rejected rejected => Answers.ProblemAsync(request, Problem.Unreadable, cancellationToken, rejected.Rejection.Errors),
            _ => throw new InvalidOperationException($"{result} has no answer."),
        };

        Task<HttpResponseData> Acknowledge(HttpStatusCode status, EventId eventId) =>
            Answers.JsonAsync(request, status, new OutcomeAnswer(eventId.Value, result.Name), cancellationToken);

        Task<HttpResponseData> Refuse(Problem problem) => Answers.ProblemAsync(request, problem, cancellationToken);
    }
}

internal sealed record OutcomeAnswer(string EventId, string Outcome);
