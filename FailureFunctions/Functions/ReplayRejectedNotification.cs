using FailureFunctions.Functions.Http;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Replays one rejected notification: <c>POST {prefix}/rejected-notifications/{day}/{key}/replay</c>, for who holds the
/// master key. docs/rejected.md.
/// </summary>
/// <param name="replay">Does the work.</param>
/// <param name="lifetime">Says when the host stops; a caller that disconnects does not cancel the work.</param>
internal sealed class ReplayRejectedNotification(RejectionReplay replay, IHostApplicationLifetime lifetime)
{
    /// <summary>Replays a row, whether it was replayed before or not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="day">The UTC day on which it was received.</param>
    /// <param name="key">Its key within the day.</param>
    /// <returns>200 with what came of it, or a problem: docs/problems.md.</returns>
    [Function(nameof(ReplayRejectedNotification))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "rejected-notifications/{day}/{key}/replay")] HttpRequestData request,
        string day,
        string key)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        ArgumentNullException.ThrowIfNull(request);
        if (!KeptId.TryParse($"{day}/{key}", out var id))
            return await Answers.ProblemAsync(request, Problem.RejectedNotificationUnknown, cancellationToken);
        var page = await replay.ReplayAsync(id, cancellationToken);
        return page is { Items.Count: 0 }
            ? await Answers.ProblemAsync(request, Problem.RejectedNotificationUnknown, cancellationToken)
            : await KeptAnswers.ReplayedAsync(request, page, cancellationToken);
    }
}
