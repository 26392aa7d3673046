using System.Net;
using System.Text.Json;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Functions.Http;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Finds failures and complaints by recipient, message or tag: <c>POST {prefix}/failures/find</c>, with a function key (docs/find.md).
/// Addresses are in the body, since URLs are logged.
/// </summary>
internal sealed class FindFailures(FailureSearch search, IHostApplicationLifetime lifetime)
{
    [Function(nameof(FindFailures))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/find")] HttpRequestData request)
    {
        var stop = lifetime.ApplicationStopping;
        var (body, problem) = await RequestBody.ReadAsync(request, stop);
        if (problem is not null)
            return request.Problem(problem);
        var errors = new FieldErrors();
        var sent = StrictJson.Read<FindRequest>(body, FindRequest.Example, out var error);
        if (error is not null)
            errors.Add(error.Field, error.Message);
        var (since, until, place) = sent?.Read(errors) ?? default;
        if (sent is null || errors.Count > 0)
            return request.Problem(Problem.InvalidFindRequest, new { Errors = errors.Reported });
        try
        {
            var page = sent switch
            {
                { Recipient: { } recipient } => await search.OfRecipientAsync(RecipientKey.Of(FailureNotification.RecipientOf(recipient)), place, sent.Size, stop),
                { Tag: { } tag } => await search.OfTagAsync(tag.Trim(), since, until, place, sent.Size, stop),
                _ => await search.OfMessageAsync(sent.Message, place, sent.Size, stop),
            };
            return request.Json(HttpStatusCode.OK, new { Failures = page.Failures.Select(Data), Continuation = sent.Seal(page.Next) });
        }
        catch (Exception e) when (!stop.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            return request.Problem(Problem.FailuresUnavailable);
        }
    }

    // As in the data of its message.
    private static JsonElement Data(Failure failure) => JsonSerializer.Deserialize<JsonElement>(FailureEvent.BodyOf(failure).Span);
}
