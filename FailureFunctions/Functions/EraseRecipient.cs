using System.Net;
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
    private const string Mailable = "What the suppression list knew of the address is gone: it can be mailed again.";

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function(nameof(EraseRecipient))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "erasures")] HttpRequestData request)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, lifetime.ApplicationStopping);
        if (problem is not null)
            return request.Problem(problem);
        if (Read(body, out var error) is not var (recipient, from))
            return request.Problem(Problem.InvalidErasureRequest, new { Errors = new[] { error } });
        var report = await erasure.EraseAsync(recipient, from, lifetime.ApplicationStopping);
        var answer = new
        {
            report.Complete,
            report.Removed,
            Continuation = report.Continuation?.Encode(),
            RetryAfter = report.RetryAfter is { } delay ? (long?)Math.Ceiling(delay.TotalSeconds) : null,
            Note = report.Removed.GetValueOrDefault(TableNames.Suppressions) > 0 ? Mailable : null,
        };
        return report.Interrupted
            ? request.Problem(Problem.ErasureInterrupted, answer, report.RetryAfter)
            : request.Json(HttpStatusCode.OK, answer, report.RetryAfter);
    }

    /// <returns>Whose data, and where to continue; null with an error when the body cannot be used.</returns>
    private static (RecipientKey Recipient, ErasureContinuation From)? Read(byte[] body, out FieldError? error)
    {
        if (StrictJson.Read<ErasureRequest>(body, """{"address":"…"}""", out error) is not { } sent)
            return null;
        // As the recipient of a notification is read, so that the key is the same.
        var recipient = RecipientKey.Of(FailureNotification.RecipientOf(sent.Address));
        var from = sent.Continuation is { } continuation ? ErasureContinuation.Decode(continuation) : ErasureContinuation.StartOf(recipient);
        error = (recipient.Value, from) switch
        {
            ("", _) => new("address", "is required: the address whose data is to be erased"),
            (_, null) => new("continuation", "is not one of this app's: send it exactly as it was answered, or leave it out to start again"),
            _ when !from.IsOf(recipient) =>
                new("continuation", "is of another address: send it with that address, or leave it out to start again"),
            _ => null,
        };
        return error is null ? (recipient, from!) : null;
    }

    private sealed record ErasureRequest
    {
        public string? Address { get; init; }

        public string? Continuation { get; init; }
    }
}
