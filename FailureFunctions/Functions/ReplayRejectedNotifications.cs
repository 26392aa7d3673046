using FailureFunctions.Functions.Http;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Replays what was rejected and has not become an event yet: <c>POST {prefix}/rejected-notifications/replay</c>, for
/// who holds the master key. docs/rejected.md.
/// </summary>
/// <param name="replay">Does the work.</param>
/// <param name="time">Tells today.</param>
/// <param name="lifetime">Says when the host stops; a caller that disconnects does not cancel the work.</param>
internal sealed class ReplayRejectedNotifications(RejectionReplay replay, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Replays rows, the newest first.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200 with what came of each, or a problem: docs/problems.md.</returns>
    [Function(nameof(ReplayRejectedNotifications))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "rejected-notifications/replay")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        ArgumentNullException.ThrowIfNull(request);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (range, errors) = KeptRangeQuery.Read(request.Query, today, ReplayLimits.Replayed, ReplayLimits.MostReplayed);
        if (range is null)
            return await Answers.ProblemAsync(request, Problem.InvalidQuery, cancellationToken, errors);
        range = range with { Replayed = range.Replayed ?? false };
        return await KeptAnswers.ReplayedAsync(request, await replay.ReplayAsync(range, cancellationToken), cancellationToken);
    }
}
