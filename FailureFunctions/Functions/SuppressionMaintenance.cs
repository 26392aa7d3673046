using System.Net;
using FailureFunctions.Functions.Http;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Releases the addresses of an outage, and rebuilds the suppression list, in steps: docs/suppression.md. An answer that is not
/// complete has a continuation, with which the same is sent again.
/// </summary>
internal sealed class SuppressionMaintenance(BulkRelease release, SuppressionRebuild rebuild, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private CancellationToken Stop => lifetime.ApplicationStopping;

    [Function("ReleaseManySuppressions")]
    public Task<HttpResponseData> ReleaseManyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/release-many")] HttpRequestData request) =>
        request.AnswerAsync<ReleaseManyRequest>(RequestBody.Longest, async sent =>
        {
            var errors = new FieldErrors();
            var victims = sent.Read(time.GetUtcNow(), errors);
            var from = Open(sent.Continuation, victims.ToString(), errors);
            if (errors.Count > 0)
                return request.Problem(Problem.InvalidSuppressionRequest, new { Errors = errors.Reported });
            var decision = sent.Apply is true ? new DecisionRequest(DecisionKind.Release, sent.Actor!, sent.Note) : null;
            var progress = await release.RunAsync(victims, decision, from, Stop);
            return Answer(request, progress.Interrupted, new
            {
                Applied = decision is not null,
                Complete = progress is { Next: null, Interrupted: false },
                Found = progress.Found.Count,
                progress.Released,
                Unreadable = progress.Unreadable > 0 ? progress.Unreadable : (int?)null,
                // No problem names an address.
                Recipients = progress.Interrupted ? null : progress.Found.Select(entry => entry.Recipient),
                Continuation = SealedPlace.Seal(victims.ToString(), progress.Next),
            });
        }, Stop);

    [Function("RebuildSuppressions")]
    public Task<HttpResponseData> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "suppressions/rebuild")] HttpRequestData request) =>
        request.AnswerAsync<RebuildRequest>(RequestBody.Longest, async sent =>
        {
            var errors = new FieldErrors();
            var from = Open(sent.Continuation, RebuildRequest.Work, errors);
            if (errors.Count > 0)
                return request.Problem(Problem.InvalidSuppressionRequest, new { Errors = errors.Reported });
            var progress = await rebuild.RunAsync(from, Stop);
            return Answer(request, progress.Interrupted, new
            {
                Complete = progress is { Next: null, Interrupted: false },
                progress.Reclassified,
                progress.Linked,
                progress.Recomputed,
                progress.Unreadable,
                Continuation = SealedPlace.Seal(RebuildRequest.Work, progress.Next),
            });
        }, Stop);

    private static HttpResponseData Answer(HttpRequestData request, bool isInterrupted, object answer) =>
        isInterrupted ? request.Problem(Problem.SuppressionsUnavailable, answer) : request.Json(HttpStatusCode.OK, answer);

    private static string? Open(string? continuation, string work, FieldErrors errors)
    {
        if (continuation is null)
            return null;
        if (!SealedPlace.TryOpen(work, continuation, out var place))
            errors.Add("continuation", "is not of an answer to this request: send it exactly as it was answered, or leave it out to start again");
        return place;
    }
}
