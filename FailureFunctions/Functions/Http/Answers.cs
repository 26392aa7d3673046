using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using FailureFunctions.Copernica.Notification;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Writes answers: JSON, and problems as RFC 9457 has them.</summary>
internal static class Answers
{
    // No answer is ever put into HTML, and a person reads the titles.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what became of a failure.</summary>
    public static Task<HttpResponseData> OutcomeAsync(
        HttpRequestData request, HttpStatusCode status, string eventId, string outcome, CancellationToken cancellationToken) =>
        JsonAsync(
            request,
            status,
            writer =>
            {
                writer.WriteString("eventId"u8, eventId);
                writer.WriteString("outcome"u8, outcome);
            },
            cancellationToken);

    /// <summary>Writes a JSON object.</summary>
    public static Task<HttpResponseData> JsonAsync(
        HttpRequestData request, HttpStatusCode status, Action<Utf8JsonWriter> members, CancellationToken cancellationToken) =>
        WriteAsync(request, status, "application/json", members, cancellationToken);

    /// <summary>Writes a problem.</summary>
    public static async Task<HttpResponseData> ProblemAsync(
        HttpRequestData request,
        Problem problem,
        CancellationToken cancellationToken,
        IReadOnlyList<FieldError>? errors = null,
        TimeSpan? retryAfter = null,
        Action<Utf8JsonWriter>? more = null)
    {
        var response = await WriteAsync(
            request,
            problem.Status,
            "application/problem+json",
            writer =>
            {
                writer.WriteString("type"u8, problem.Type);
                writer.WriteString("title"u8, problem.Title);
                writer.WriteNumber("status"u8, (int)problem.Status);
                if (errors is not null)
                    WriteErrors(writer, errors);
                more?.Invoke(writer);
            },
            cancellationToken);
        if (retryAfter is { } delay)
            response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        return response;
    }

    /// <summary>Writes the member <c>errors</c>.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<FieldError> errors)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, error.Field);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Writes a JSON object.</summary>
    public static async Task<HttpResponseData> WriteAsync(
        HttpRequestData request,
        HttpStatusCode status,
        string contentType,
        Action<Utf8JsonWriter> members,
        CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", contentType);
        await response.WriteBytesAsync(buffer.WrittenSpan.ToArray(), cancellationToken);
        return response;
    }
}
