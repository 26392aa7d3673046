using System.Globalization;
using System.Net;
using System.Text.Json;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Privacy;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Reads what is to be erased, and writes what was.</summary>
internal static class ErasureMessages
{
    private const string Address = "address";
    private const string Continuation = "continuation";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a body. Nothing in it makes this throw.</summary>
    /// <returns>The request; null when something is wrong.</returns>
    public static ErasureRequest? Read(ReadOnlyMemory<byte> body, out IReadOnlyList<FieldError> errors)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return Read(json.RootElement, out errors);
            errors = [new("body", """must be a JSON object, such as {"address":"…"}""")];
        }
        catch (JsonException)
        {
            errors = [new("body", """is no valid JSON with each member once: send such as {"address":"…"}""")];
        }
        catch (InvalidOperationException)
        {
            errors = [new("body", "has a text that is no valid Unicode")];
        }
        return null;
    }

    /// <summary>Answers what was removed; as a problem when the tables could not be reached.</summary>
    public static async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, ErasureReport report, CancellationToken cancellationToken)
    {
        if (report.Interrupted)
            return await Answers.ProblemAsync(
                request, Problem.ErasureInterrupted, cancellationToken, retryAfter: report.RetryAfter, more: writer => Write(writer, report));
        var response = await Answers.WriteAsync(
            request, HttpStatusCode.OK, "application/json", writer => Write(writer, report), cancellationToken);
        if (report.RetryAfter is { } delay)
            response.Headers.Add("Retry-After", Seconds(delay).ToString(CultureInfo.InvariantCulture));
        return response;
    }

    private static ErasureRequest? Read(JsonElement json, out IReadOnlyList<FieldError> errors)
    {
        var wrong = json.EnumerateObject().Select(FaultOf).OfType<FieldError>().ToArray();
        errors = wrong;
        return wrong.Length > 0 ? null : ErasureRequest.Create(TextOf(json, Address), TextOf(json, Continuation), out errors);
    }

    private static FieldError? FaultOf(JsonProperty member)
    {
        if (member.Name is not (Address or Continuation))
            return new(NameOf(member), $"is unknown: there are {Address} and {Continuation}");
        return member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null ? null : new(member.Name, "must be a text");
    }

    // Not the name that was sent if it may be an address: no problem holds one.
    private static string NameOf(JsonProperty member) =>
        member.Name.Length <= 30 && member.Name.All(char.IsAsciiLetter) ? member.Name : "body";

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Write(Utf8JsonWriter writer, ErasureReport report)
    {
        writer.WriteBoolean("complete"u8, report.Complete);
        writer.WriteStartObject("removed"u8);
        foreach (var (table, rows) in report.Removed)
            writer.WriteNumber(table, rows);
        writer.WriteEndObject();
        if (report.Next is { } next)
            writer.WriteString("continuation"u8, next.Encode());
        if (report.RetryAfter is { } delay)
            writer.WriteNumber("retryAfter"u8, Seconds(delay));
    }

    private static long Seconds(TimeSpan delay) => (long)Math.Ceiling(delay.TotalSeconds);
}
