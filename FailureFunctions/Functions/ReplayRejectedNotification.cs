using System.Net;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Functions.Http;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Replays a rejected notification: <c>POST {prefix}/rejected-notifications/{day}/{key}/replay</c>, with the master key.
/// docs/rejected.md.
/// </summary>
internal sealed class ReplayRejectedNotification(RejectionReplay replay, IHostApplicationLifetime lifetime)
{
    /// <summary>When to try again after the tables could not be reached.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function(nameof(ReplayRejectedNotification))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "rejected-notifications/{day}/{key}/replay")] HttpRequestData request,
        string day,
        string key)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        if (!RejectedNotificationId.TryParse($"{day}/{key}", out var id))
            return await Answers.ProblemAsync(request, Problem.RejectedNotificationUnknown, cancellationToken);
        return await replay.ReplayAsync(id, cancellationToken) switch
        {
            ReplayResult.Replayed result =>
                await Answers.JsonAsync(request, HttpStatusCode.OK, ReplayAnswer.Of(id, result), cancellationToken),
            ReplayResult.Unknown => await Answers.ProblemAsync(request, Problem.RejectedNotificationUnknown, cancellationToken),
            _ => await Answers.ProblemAsync(request, Problem.QuarantineUnavailable, cancellationToken, retryAfter: RetryAfter),
        };
    }
}

/// <summary>Lists, because earlier versions replayed several at once.</summary>
internal sealed record ReplayAnswer(IReadOnlyList<ReplayAnswer.Item> Replayed, IReadOnlyDictionary<string, int> Outcomes)
{
    public static ReplayAnswer Of(RejectedNotificationId id, ReplayResult.Replayed result) => new(
        [new Item(id.ToString(), result.Outcome, result.EventId, result.Errors.Count > 0 ? result.Errors : null)],
        new Dictionary<string, int> { [result.Outcome] = 1 });

    public sealed record Item(string Id, string Outcome, string? EventId, IReadOnlyList<FieldError>? Errors);
}
