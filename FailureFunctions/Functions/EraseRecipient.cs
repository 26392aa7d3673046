using FailureFunctions.Functions.Http;
using FailureFunctions.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Erases everything about a recipient: <c>POST {prefix}/erasures</c>, with the master key. The address stands in the body,
/// since URLs are logged.
/// </summary>
/// <param name="erasure">Does the work.</param>
/// <param name="lifetime">Says when the host stops; a caller that disconnects does not cancel the work.</param>
internal sealed class EraseRecipient(RecipientErasure erasure, IHostApplicationLifetime lifetime)
{
    /// <summary>Erases, as far as one call goes.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200 with what was removed, or a problem: docs/retention.md, docs/problems.md.</returns>
    [Function(nameof(EraseRecipient))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "erasures")] HttpRequestData request)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        ArgumentNullException.ThrowIfNull(request);
        var (body, problem) = await RequestBody.ReadAsync(request, cancellationToken);
        if (problem is not null)
            return await Answers.ProblemAsync(request, problem, cancellationToken);
        if (ErasureMessages.Read(body, out var errors) is not { } erase)
            return await Answers.ProblemAsync(request, Problem.InvalidErasureRequest, cancellationToken, errors);
        var report = await erasure.EraseAsync(erase, cancellationToken);
        return await ErasureMessages.AnswerAsync(request, report, cancellationToken);
    }
}
