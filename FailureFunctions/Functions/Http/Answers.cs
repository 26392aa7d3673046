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
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // No answer is ever put into HTML, and people read the titles.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task<HttpResponseData> JsonAsync<T>(
        HttpRequestData request, HttpStatusCode status, T answer, CancellationToken cancellationToken, TimeSpan? retryAfter = null) =>
        SendAsync(request, status, "application/json", answer, retryAfter, cancellationToken);

    public static Task<HttpResponseData> ProblemAsync(
        HttpRequestData request,
        Problem problem,
        CancellationToken cancellationToken,
        IReadOnlyList<FieldError>? errors = null,
        TimeSpan? retryAfter = null,
        params (string Name, object? Value)[] extensions)
    {
        var details = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = (int)problem.Status };
        foreach (var (name, value) in extensions.Prepend(("errors", errors)).Where(extension => extension.Value is not null))
            details.Extensions[name] = value;
        return SendAsync(request, problem.Status, "application/problem+json", details, retryAfter, cancellationToken);
    }

    private static async Task<HttpResponseData> SendAsync<T>(
        HttpRequestData request, HttpStatusCode status, string contentType, T answer, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", contentType);
        if (retryAfter is { } delay)
            response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        await response.WriteBytesAsync(JsonSerializer.SerializeToUtf8Bytes(answer, Json), cancellationToken);
        return response;
    }
}
