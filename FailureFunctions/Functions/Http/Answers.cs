using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FailureFunctions.Copernica.Notification;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Writes answers: JSON, and problems by RFC 9457.</summary>
internal static class Answers
{
    private static readonly AnswersJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // No answer is ever put into HTML, and people read the titles.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static Task<HttpResponseData> OutcomeAsync(
        HttpRequestData request, HttpStatusCode status, string eventId, string outcome, CancellationToken cancellationToken) =>
        JsonAsync(request, status, new OutcomeAnswer(eventId, outcome), cancellationToken);

    /// <summary>Writes an answer of a type that <see cref="AnswersJson"/> lists.</summary>
    public static Task<HttpResponseData> JsonAsync<T>(
        HttpRequestData request, HttpStatusCode status, T answer, CancellationToken cancellationToken) =>
        SendAsync(request, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, typeof(T), Json), cancellationToken);

    public static async Task<HttpResponseData> ProblemAsync(
        HttpRequestData request,
        Problem problem,
        CancellationToken cancellationToken,
        IReadOnlyList<FieldError>? errors = null,
        TimeSpan? retryAfter = null,
        Action<Utf8JsonWriter>? more = null)
    {
        var details = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = (int)problem.Status };
        if (errors is not null)
            details.Extensions["errors"] = errors.ToArray();
        if (more is not null)
        {
            foreach (var (name, value) in JsonSerializer.Deserialize(Written(more), Json.DictionaryStringJsonElement)!)
                details.Extensions[name] = value;
        }
        var body = JsonSerializer.SerializeToUtf8Bytes(details, Json.ProblemDetails);
        var response = await SendAsync(request, problem.Status, "application/problem+json", body, cancellationToken);
        if (retryAfter is { } delay)
            response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        return response;
    }

    /// <summary>Writes a JSON object member by member.</summary>
    public static Task<HttpResponseData> JsonAsync(
        HttpRequestData request, HttpStatusCode status, Action<Utf8JsonWriter> members, CancellationToken cancellationToken) =>
        WriteAsync(request, status, "application/json", members, cancellationToken);

    /// <inheritdoc cref="JsonAsync(HttpRequestData, HttpStatusCode, Action{Utf8JsonWriter}, CancellationToken)"/>
    public static Task<HttpResponseData> WriteAsync(
        HttpRequestData request, HttpStatusCode status, string contentType, Action<Utf8JsonWriter> members, CancellationToken cancellationToken) =>
        SendAsync(request, status, contentType, Written(members), cancellationToken);

    /// <summary>Writes the member <c>errors</c>.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<FieldError> errors)
    {
        writer.WritePropertyName("errors"u8);
        JsonSerializer.Serialize(writer, errors.ToArray(), Json.FieldErrorArray);
    }

    private static byte[] Written(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static async Task<HttpResponseData> SendAsync(
        HttpRequestData request, HttpStatusCode status, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", contentType);
        await response.WriteBytesAsync(body, cancellationToken);
        return response;
    }
}

internal sealed record OutcomeAnswer(string EventId, string Outcome);

[JsonSerializable(typeof(OutcomeAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(FieldError[]))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class AnswersJson : JsonSerializerContext;
