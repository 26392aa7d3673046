using FailureFunctions.Failures.Rejection;
using FailureFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions;

/// <summary>
/// Takes anew what was rejected and has not become an event yet: <c>POST {prefix}/rejected-notifications/replay</c>, for
/// who holds the master key. docs/rejected.md.
/// </summary>
/// <param name="replay">Does the work.</param>
/// <param name="time">Tells today.</param>
public sealed class ReplayRejectedNotifications(RejectionReplay replay, TimeProvider time)
{
    /// <summary>Replays rows, the newest first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away or the host stops.</param>
    /// <returns>200 with what came of each, or a problem: docs/problems.md.</returns>
    [Function(nameof(ReplayRejectedNotifications))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "rejected-notifications/replay")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (range, errors) = KeptRangeQuery.Read(request.Query, today, ReplayLimits.Replayed, ReplayLimits.MostReplayed);
        if (range is null)
            return await Answers.ProblemAsync(request, Problem.InvalidQuery, cancellationToken, errors);
        range = range with { Replayed = range.Replayed ?? false };
        return await KeptAnswers.ReplayedAsync(request, await replay.ReplayAsync(range, cancellationToken), cancellationToken);
    }
}
