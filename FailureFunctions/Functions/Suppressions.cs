using System.Net;
using FailureFunctions.Functions.Http;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Asks the suppression list about addresses, and decides about them, with a function key: docs/suppression.md. Addresses are in
/// bodies, since URLs are logged.
/// </summary>
internal sealed class Suppressions(SuppressionList list, ProtectedDomains domains, TimeProvider time, IHostApplicationLifetime lifetime)
{
    [Function("LookUpSuppression")]
    public Task<HttpResponseData> LookUpAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/lookup")] HttpRequestData request) =>
        AnswerAsync<LookupRequest>(request, RequestBody.Longest, async (sent, stop) =>
        {
            var entry = await list.FindAsync(KeyOf(sent.Recipient), stop);
            return request.Json(HttpStatusCode.OK, SuppressionAnswers.Full(entry, time.GetUtcNow()));
        });

    [Function("CheckSuppressions")]
    public Task<HttpResponseData> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/check")] HttpRequestData request) =>
        AnswerAsync<CheckRequest>(request, CheckRequest.LongestBody, async (sent, stop) =>
        {
            var entries = await list.FindAsync([.. sent.Recipients!.Select(KeyOf)], stop);
            var now = time.GetUtcNow();
            return request.Json(
                HttpStatusCode.OK, new { Results = entries.Select((entry, i) => SuppressionAnswers.Brief(entry, sent.Recipients![i]!, now)) });
        });

    [Function("AddSuppression")]
    public Task<HttpResponseData> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/add")] HttpRequestData request) =>
        AnswerAsync<AddRequest>(request, RequestBody.Longest, (sent, stop) =>
            DecideAsync(request, sent.Recipient!, new DecisionRequest(DecisionKind.Add, sent.Actor!, sent.Note), sent.Version, stop));

    [Function("ReleaseSuppression")]
    public Task<HttpResponseData> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/release")] HttpRequestData request) =>
        AnswerAsync<ReleaseRequest>(request, RequestBody.Longest, (sent, stop) =>
            DecideAsync(request, sent.Recipient!, new DecisionRequest(DecisionKind.Release, sent.Actor!, sent.Note), sent.Version, stop));

    [Function("ProtectFromSuppression")]
    public Task<HttpResponseData> ProtectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/protect")] HttpRequestData request) =>
        AnswerAsync<ProtectRequest>(request, RequestBody.Longest, async (sent, stop) =>
        {
            var decision = new DecisionRequest(sent.Kind, sent.Actor!, sent.Note);
            if (sent.Domain is null)
                return await DecideAsync(request, sent.Recipient!, decision, sent.Version, stop);
            var (entry, result) = await domains.DecideAsync(ProtectedDomains.DomainOf(sent.Domain)!, decision, sent.Version, stop);
            return request.Decided(result, entry.Version, outcome => SuppressionAnswers.Domain(entry, outcome));
        });

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, string recipient, DecisionRequest decision, int? version, CancellationToken stop)
    {
        var (entry, result) = await list.DecideAsync(FieldErrors.AddressOf(recipient), decision, version, stop);
        return request.Decided(result, entry.Version, outcome => SuppressionAnswers.Full(entry, time.GetUtcNow(), outcome));
    }

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    private Task<HttpResponseData> AnswerAsync<T>(HttpRequestData request, int longest, Func<T, CancellationToken, Task<HttpResponseData>> work)
        where T : class, ISuppressionRequest, new() =>
        request.AnswerAsync<T>(longest, sent => work(sent, lifetime.ApplicationStopping), lifetime.ApplicationStopping);

    private static RecipientKey KeyOf(string? recipient) => RecipientKey.Of(FieldErrors.AddressOf(recipient));
}
