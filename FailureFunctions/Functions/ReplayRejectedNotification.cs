using System.Net;
using System.Text.Json;
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
                await Answers.JsonAsync(request, HttpStatusCode.OK, writer => Write(writer, id, result), cancellationToken),
            ReplayResult.Unknown => await Answers.ProblemAsync(request, Problem.RejectedNotificationUnknown, cancellationToken),
            _ => await Answers.ProblemAsync(request, Problem.QuarantineUnavailable, cancellationToken, retryAfter: RetryAfter),
        };
    }

    private static void Write(Utf8JsonWriter writer, RejectedNotificationId id, ReplayResult.Replayed result)
    {
        writer.WriteStartArray("replayed"u8);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id.ToString());
        writer.WriteString("outcome"u8, result.Outcome);
        if (result.EventId is { } eventId)
            writer.WriteString("eventId"u8, eventId);
        if (result.Errors.Count > 0)
            Answers.WriteErrors(writer, result.Errors);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("outcomes"u8);
        writer.WriteNumber(result.Outcome, 1);
        writer.WriteEndObject();
    }
}
