using System.Net;
using FailureFunctions.Functions.Http;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Functions;

/// <summary>
/// The webhook: <c>POST {prefix}/failures</c>. Translates between HTTP and <see cref="FailureIntake"/>. What has begun is
/// finished within its limits also when the caller has gone: only the host's stop ends it.
/// </summary>
/// <param name="intake">Does the work.</param>
/// <param name="lifetime">Knows when the host stops.</param>
/// <param name="logger">Logs what does not get as far as the intake.</param>
internal sealed partial class ReceiveFailure(
    FailureIntake intake, IHostApplicationLifetime lifetime, ILogger<ReceiveFailure> logger)
{
    private static readonly TimeSpan RetryStorageAfter = TimeSpan.FromSeconds(30);

    /// <summary>Receives a notification.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200, 202, or a problem: docs/problems.md.</returns>
    [Function(nameof(ReceiveFailure))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        ArgumentNullException.ThrowIfNull(request);
        var (body, problem) = await RequestBody.ReadAsync(request, cancellationToken);
        if (problem is not null)
        {
            TurnedAway(logger, problem.Name);
            return await Answers.ProblemAsync(request, problem, cancellationToken);
        }
        var result = await intake.ReceiveAsync(WebhookRequests.Of(request, body), cancellationToken);
        return await AnswerAsync(request, result, cancellationToken);
    }

    private static Task<HttpResponseData> AnswerAsync(HttpRequestData request, IntakeResult result, CancellationToken cancellationToken)
    {
        return result switch
        {
            IntakeResult.Recorded recorded => Outcome(HttpStatusCode.OK, recorded.EventId.Value),
            IntakeResult.Duplicate duplicate => Outcome(HttpStatusCode.OK, duplicate.EventId.Value),
            IntakeResult.Queued queued => Outcome(HttpStatusCode.Accepted, queued.EventId.Value),
            IntakeResult.Unauthenticated refused => Refuse(Problem.Unauthenticated(refused.Hint)),
            IntakeResult.KeyUnavailable unavailable =>
                Answers.ProblemAsync(request, Problem.KeyUnavailable, cancellationToken, retryAfter: unavailable.RetryAfter),
            IntakeResult.StorageUnavailable =>
                Answers.ProblemAsync(request, Problem.StorageUnavailable, cancellationToken, retryAfter: RetryStorageAfter),
            IntakeResult.UnsupportedMediaType => Refuse(Problem.UnsupportedMediaType),
            IntakeResult.Unreadable unreadable =>
                Answers.ProblemAsync(request, Problem.Unreadable, cancellationToken, unreadable.Errors),
            IntakeResult.OtherType => Refuse(Problem.OtherType),
            _ => throw new InvalidOperationException($"{result.GetType()} is no known result."),
        };

        Task<HttpResponseData> Outcome(HttpStatusCode status, string eventId) =>
            Answers.OutcomeAsync(request, status, eventId, IntakeResults.NameOf(result), cancellationToken);

        Task<HttpResponseData> Refuse(Problem problem) => Answers.ProblemAsync(request, problem, cancellationToken);
    }

    [LoggerMessage(30, LogLevel.Warning, "A request was turned away, cause {Cause}.")]
    private static partial void TurnedAway(ILogger logger, string cause);
}
