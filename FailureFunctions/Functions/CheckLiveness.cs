using FailureFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions;

/// <summary>
/// Tells anybody that the app runs: <c>GET {prefix}/health/live</c>. It touches nothing and tells nothing else; whether the
/// app can work, <see cref="CheckReadiness"/> tells.
/// </summary>
internal sealed class CheckLiveness
{
    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200.</returns>
    [Function(nameof(CheckLiveness))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequestData request) =>
        HealthAnswers.LiveAsync(request, CancellationToken.None);
}
