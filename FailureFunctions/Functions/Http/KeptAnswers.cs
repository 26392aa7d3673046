using System.Net;
using System.Text;
using System.Text.Json;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Writes rejected notifications and what came of replaying them: docs/rejected.md describes the members.</summary>
internal static class KeptAnswers
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    public static Task<HttpResponseData> ListAsync(
        HttpRequestData request, KeptPage<KeptNotification>? page, CancellationToken cancellationToken) =>
        PageAsync(request, page, "notifications", WriteRow, _ => { }, cancellationToken);

    public static Task<HttpResponseData> ReplayedAsync(
        HttpRequestData request, KeptPage<ReplayResult>? page, CancellationToken cancellationToken) =>
        PageAsync(request, page, "replayed", WriteResult, writer => WriteCounts(writer, page!.Items), cancellationToken);

    private static Task<HttpResponseData> PageAsync<T>(
        HttpRequestData request,
        KeptPage<T>? page,
        string name,
        Action<Utf8JsonWriter, T> writeItem,
        Action<Utf8JsonWriter> writeMore,
        CancellationToken cancellationToken)
    {
        if (page is null)
            return Answers.ProblemAsync(request, Problem.QuarantineUnavailable, cancellationToken, retryAfter: RetryAfter);
        return Answers.JsonAsync(
            request,
            HttpStatusCode.OK,
            writer =>
            {
                writer.WriteStartArray(name);
                foreach (var item in page.Items)
                {
                    writer.WriteStartObject();
                    writeItem(writer, item);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writeMore(writer);
                WriteIfPresent(writer, "next", page.Next?.ToString());
            },
            cancellationToken);
    }

    private static void WriteRow(Utf8JsonWriter writer, KeptNotification row)
    {
        writer.WriteString("id"u8, row.Id.ToString());
        WriteIfPresent(writer, "cause", row.Cause);
        Answers.WriteErrors(writer, row.Errors);
        if (row.Notification is { } notification)
        {
            writer.WriteString("account"u8, notification.Account);
            WriteIfPresent(writer, "receivedAt", notification.ReceivedAt);
            WriteIfPresent(writer, "calledAt", notification.CalledAt);
            WriteIfPresent(writer, "contentType", notification.ContentType);
            writer.WriteString("body"u8, Encoding.UTF8.GetString(notification.Body.Span));
        }
        WriteIfPresent(writer, "rowFault", row.Fault);
        WriteIfPresent(writer, "replayedAt", row.ReplayedAt);
        WriteIfPresent(writer, "replayOutcome", row.ReplayOutcome);
        WriteIfPresent(writer, "eventId", row.EventId);
    }

    private static void WriteResult(Utf8JsonWriter writer, ReplayResult result)
    {
        writer.WriteString("id"u8, result.Id.ToString());
        writer.WriteString("outcome"u8, result.Outcome);
        WriteIfPresent(writer, "eventId", result.EventId?.Value);
        if (result.Errors.Count > 0)
            Answers.WriteErrors(writer, result.Errors);
    }

    private static void WriteCounts(Utf8JsonWriter writer, IReadOnlyList<ReplayResult> results)
    {
        writer.WriteStartObject("outcomes"u8);
        foreach (var (outcome, count) in results.CountBy(result => result.Outcome).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteNumber(outcome, count);
        writer.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } moment)
            writer.WriteString(name, moment.UtcDateTime);
    }
}
