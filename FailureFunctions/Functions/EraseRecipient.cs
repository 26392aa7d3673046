using System.Net;
using System.Text.Json;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Functions.Http;
using FailureFunctions.Privacy;
using FailureFunctions.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Erases everything about a recipient: <c>POST {prefix}/erasures</c>, with the master key (docs/retention.md). The address is
/// in the body, since URLs are logged.
/// </summary>
internal sealed class EraseRecipient(RecipientErasure erasure, IHostApplicationLifetime lifetime)
{
    private const string Address = "address";
    private const string Continuation = "continuation";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function(nameof(EraseRecipient))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "erasures")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        var (body, problem) = await RequestBody.ReadAsync(request, cancellationToken);
        if (problem is not null)
            return await Answers.ProblemAsync(request, problem, cancellationToken);
        if (Read(body, out var error) is not var (recipient, from))
            return await Answers.ProblemAsync(request, Problem.InvalidErasureRequest, cancellationToken, [error!]);
        return await AnswerAsync(request, await erasure.EraseAsync(recipient, from, cancellationToken), cancellationToken);
    }

    /// <returns>Whose data, and where to continue; null with an error when the body cannot be used.</returns>
    internal static (RecipientKey Recipient, ErasureContinuation From)? Read(ReadOnlyMemory<byte> body, out FieldError? error)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return Read(json.RootElement, out error);
            error = new("body", """must be a JSON object, such as {"address":"…"}""");
        }
        catch (JsonException)
        {
            error = new("body", """is not valid JSON with each member once; send {"address":"…"}""");
        }
        catch (InvalidOperationException)
        {
            error = new("body", "has text that is not valid Unicode");
        }
        return null;
    }

    private static (RecipientKey, ErasureContinuation)? Read(JsonElement json, out FieldError? error)
    {
        error = json.EnumerateObject().Select(ErrorOf).FirstOrDefault(found => found is not null);
        if (error is not null)
            return null;
        // As the recipient of a notification is read, so that the key is the same.
        var recipient = RecipientKey.Of(FailureNotification.RecipientOf(TextOf(json, Address) ?? ""));
        var continuation = TextOf(json, Continuation);
        var from = continuation is null ? ErasureContinuation.StartOf(recipient) : ErasureContinuation.Decode(continuation);
        if (recipient.Value.Length == 0)
            error = new(Address, "is required: the address whose data is to be erased");
        else if (from is null)
            error = new(Continuation, "is not one of this app's: send it exactly as it was answered, or leave it out to start again");
        else if (!from.IsOf(recipient))
            error = new(Continuation, "is of another address: send it with that address, or leave it out to start again");
        return error is null ? (recipient, from!) : null;
    }

    private static FieldError? ErrorOf(JsonProperty member)
    {
        if (member.Name is not (Address or Continuation))
            return new(NameOf(member), $"is unknown: the members are {Address} and {Continuation}");
        return member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null ? null : new(member.Name, "must be a string");
    }

    // A name that may be an address is not repeated: no problem contains one.
    private static string NameOf(JsonProperty member) =>
        member.Name.Length <= 30 && member.Name.All(char.IsAsciiLetter) ? member.Name : "body";

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, ErasureReport report, CancellationToken cancellationToken)
    {
        var retryAfter = report.RetryAfter is { } delay ? (long?)Math.Ceiling(delay.TotalSeconds) : null;
        var answer = new ErasureAnswer(report.Complete, report.Removed, report.Continuation?.Encode(), retryAfter);
        if (report.Interrupted)
            return await Answers.ProblemAsync(
                request,
                Problem.ErasureInterrupted,
                cancellationToken,
                errors: null,
                report.RetryAfter,
                ("complete", answer.Complete),
                ("removed", answer.Removed),
                (Continuation, answer.Continuation),
                ("retryAfter", answer.RetryAfter));
        var response = await Answers.JsonAsync(request, HttpStatusCode.OK, answer, cancellationToken);
        if (retryAfter is not null)
            response.Headers.Add("Retry-After", $"{retryAfter}");
        return response;
    }
}

internal sealed record ErasureAnswer(bool Complete, IReadOnlyDictionary<string, int> Removed, string? Continuation, long? RetryAfter);
