using FailureFunctions.Functions.Http;
using FailureFunctions.Observability;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>Tells operators whether tables, bus and DNS work: <c>GET {prefix}/health/ready</c>, docs/health.md.</summary>
/// <param name="readiness">Tries them.</param>
/// <param name="lifetime">Says when the host stops; a caller that disconnects does not cancel the work.</param>
internal sealed class CheckReadiness(SharedReadiness readiness, IHostApplicationLifetime lifetime)
{
    /// <summary>Answers within the longest of the dependencies' limits.</summary>
    /// <param name="request">The request.</param>
    /// <returns>200 when all work, 503 when one does not; either way with what was found.</returns>
    [Function(nameof(CheckReadiness))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/ready")] HttpRequestData request) =>
        await HealthAnswers.ReadyAsync(request, await readiness.CheckAsync(lifetime.ApplicationStopping), lifetime.ApplicationStopping);
}
