using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Writes answers: JSON, and problems by RFC 9457. A member that is null is left out.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // No answer is ever put into HTML, and people read the titles.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Reflection, which costs time at the first answer, is for what operators ask for.
        TypeInfoResolver = JsonTypeInfoResolver.Combine(AnswersJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    public static HttpResponseData Json(this HttpRequestData request, HttpStatusCode status, object answer, TimeSpan? retryAfter = null) =>
        request.Answer(status, "application/json", answer, retryAfter);

    public static HttpResponseData Bytes(this HttpRequestData request, string contentType, byte[] body)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", contentType);
        response.Body.Write(body);
        return response;
    }

    /// <summary>A JSON object per line.</summary>
    public static byte[] Lines(IEnumerable<object> objects) =>
        [.. objects.SelectMany(one => JsonSerializer.SerializeToUtf8Bytes(one, Options).Append((byte)'\n'))];

    /// <param name="extensions">An object with further members of the problem.</param>
    public static HttpResponseData Problem(
        this HttpRequestData request, Problem problem, object? extensions = null, TimeSpan? retryAfter = null)
    {
        var details = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = (int)problem.Status };
        if (extensions is not null)
        {
            foreach (var member in JsonSerializer.SerializeToElement(extensions, Options).EnumerateObject())
                details.Extensions[member.Name] = member.Value;
        }
        return request.Answer(problem.Status, "application/problem+json", details, retryAfter ?? problem.RetryAfter);
    }

    private static HttpResponseData Answer(
        this HttpRequestData request, HttpStatusCode status, string contentType, object answer, TimeSpan? retryAfter)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", contentType);
        if (retryAfter is { } delay)
            response.Headers.Add("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        // Into memory: the worker sends it when the function has ended.
        response.Body.Write(JsonSerializer.SerializeToUtf8Bytes(answer, Options));
        return response;
    }
}

/// <param name="EventId">Null for what is no event.</param>
internal sealed record OutcomeAnswer(string? EventId, string Outcome);

[JsonSerializable(typeof(OutcomeAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class AnswersJson : JsonSerializerContext;
