using FailureFunctions.Functions.Http;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Lists what was rejected: <c>GET {prefix}/rejected-notifications</c>, for who holds the master key. docs/rejected.md.
/// </summary>
/// <param name="replay">Does the work.</param>
/// <param name="time">Tells today.</param>
/// <param name="lifetime">Says when the host stops; a caller that disconnects does not cancel the work.</param>
internal sealed class ListRejectedNotifications(RejectionReplay replay, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Lists rows, the newest first.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200, or a problem: docs/problems.md.</returns>
    [Function(nameof(ListRejectedNotifications))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "rejected-notifications")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        ArgumentNullException.ThrowIfNull(request);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (range, errors) = KeptRangeQuery.Read(request.Query, today, ReplayLimits.Listed, ReplayLimits.MostListed);
        if (range is null)
            return await Answers.ProblemAsync(request, Problem.InvalidQuery, cancellationToken, errors);
        return await KeptAnswers.ListAsync(request, await replay.ListAsync(range, cancellationToken), cancellationToken);
    }
}
