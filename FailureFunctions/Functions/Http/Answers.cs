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
        params (string Name, object? Value)[] extensions)
    {
        var details = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = (int)problem.Status };
        if (errors is not null)
            details.Extensions["errors"] = errors.ToArray();
        foreach (var (name, value) in extensions.Where(extension => extension.Value is not null))
            details.Extensions[name] = value;
        var body = JsonSerializer.SerializeToUtf8Bytes(details, Json.ProblemDetails);
        var response = await SendAsync(request, problem.Status, "application/problem+json", body, cancellationToken);
        if (retryAfter is { } delay)
            response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        return response;
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
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
internal sealed partial class AnswersJson : JsonSerializerContext;
