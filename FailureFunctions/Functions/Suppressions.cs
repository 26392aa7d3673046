using System.Net;
using FailureFunctions.Copernica.Notification;
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
/// <remarks>Public for the same reason as <see cref="ReceiveFailure"/>: some systems ask for each mail that they send.</remarks>
public sealed class Suppressions
{
    private readonly SuppressionList _list;
    private readonly ProtectedDomains _domains;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;

    internal Suppressions(SuppressionList list, ProtectedDomains domains, TimeProvider time, IHostApplicationLifetime lifetime) =>
        (_list, _domains, _time, _lifetime) = (list, domains, time, lifetime);

    /// <summary>Why an address is suppressed or not.</summary>
    [Function("LookUpSuppression")]
    public Task<HttpResponseData> LookUpAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/lookup")] HttpRequestData request) =>
        AnswerAsync<LookupRequest>(request, RequestBody.Longest, async (sent, stop) =>
        {
            var entry = await _list.FindAsync(KeyOf(sent.Recipient), stop);
            return request.Json(HttpStatusCode.OK, SuppressionAnswers.Full(entry, _time.GetUtcNow()));
        });

    /// <summary>Which of many addresses are suppressed.</summary>
    [Function("CheckSuppressions")]
    public Task<HttpResponseData> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/check")] HttpRequestData request) =>
        AnswerAsync<CheckRequest>(request, CheckRequest.LongestBody, async (sent, stop) =>
        {
            var found = await _list.CheckAsync([.. sent.Recipients!.Select(KeyOf)], stop);
            return request.Json(HttpStatusCode.OK, SuppressionAnswers.Checked(found, sent.Recipients!, _time.GetUtcNow()));
        });

    /// <summary>Suppresses an address until it is released.</summary>
    [Function("AddSuppression")]
    public Task<HttpResponseData> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/add")] HttpRequestData request) =>
        AnswerAsync<AddRequest>(request, RequestBody.Longest, (sent, stop) =>
            DecideAsync(request, sent.Recipient!, new DecisionRequest(DecisionKind.Add, sent.Actor!, sent.Note), sent.Version, stop));

    /// <summary>Ends what suppresses an address.</summary>
    [Function("ReleaseSuppression")]
    public Task<HttpResponseData> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/release")] HttpRequestData request) =>
        AnswerAsync<ReleaseRequest>(request, RequestBody.Longest, (sent, stop) =>
            DecideAsync(request, sent.Recipient!, new DecisionRequest(DecisionKind.Release, sent.Actor!, sent.Note), sent.Version, stop));

    /// <summary>Protects an address or a domain, or no longer.</summary>
    [Function("ProtectFromSuppression")]
    public Task<HttpResponseData> ProtectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/protect")] HttpRequestData request) =>
        AnswerAsync<ProtectRequest>(request, RequestBody.Longest, async (sent, stop) =>
        {
            var decision = new DecisionRequest(sent.Kind, sent.Actor!, sent.Note);
            if (sent.Domain is null)
                return await DecideAsync(request, sent.Recipient!, decision, sent.Version, stop);
            var (entry, result) = await _domains.DecideAsync(ProtectedDomains.DomainOf(sent.Domain)!, decision, sent.Version, stop);
            return request.Decided(result, entry.Version, outcome => SuppressionAnswers.Domain(entry, outcome));
        });

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, string recipient, DecisionRequest decision, int? version, CancellationToken stop)
    {
        var (entry, result) = await _list.DecideAsync(FailureNotification.RecipientOf(recipient), decision, version, stop);
        return request.Decided(result, entry.Version, outcome => SuppressionAnswers.Full(entry, _time.GetUtcNow(), outcome));
    }

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    private Task<HttpResponseData> AnswerAsync<T>(HttpRequestData request, int longest, Func<T, CancellationToken, Task<HttpResponseData>> work)
        where T : class, ISuppressionRequest, new() =>
        request.AnswerAsync<T>(longest, sent => work(sent, _lifetime.ApplicationStopping), _lifetime.ApplicationStopping);

    private static RecipientKey KeyOf(string? recipient) => RecipientKey.Of(FailureNotification.RecipientOf(recipient));
}
