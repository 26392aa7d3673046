using System.Net;
using FailureFunctions.Functions.Http;
using FailureFunctions.Observability;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>Whether the app runs, for anybody, and whether it can work, for operators: docs/operate.md#health.</summary>
internal sealed class CheckHealth(Readiness readiness, IHostApplicationLifetime lifetime)
{
    [Function("CheckLiveness")]
    public static HttpResponseData Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequestData request) =>
        Answer(request, HttpStatusCode.OK, new { Status = "live" });

    [Function("CheckReadiness")]
    public async Task<HttpResponseData> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/ready")] HttpRequestData request)
    {
        var report = await readiness.CheckAsync(lifetime.ApplicationStopping);
        var dependencies = report.Entries.ToDictionary(entry => entry.Key, entry => Describe(entry.Value));
        return report.Status == HealthStatus.Healthy
            ? Answer(request, HttpStatusCode.OK, new { Status = "ready", dependencies })
            : Answer(request, HttpStatusCode.ServiceUnavailable, new { Status = "not-ready", dependencies });
    }

    private static object Describe(HealthReportEntry entry)
    {
        var milliseconds = (long)entry.Duration.TotalMilliseconds;
        return entry.Status == HealthStatus.Healthy
            ? new { Status = entry.Description ?? "ok", milliseconds }
            : new { Status = "failed", milliseconds, Hint = entry.Description };
    }

    private static HttpResponseData Answer(HttpRequestData request, HttpStatusCode status, object answer)
    {
        var response = request.Json(status, answer);
        response.Headers.Add("Cache-Control", "no-store");
        return response;
    }
}
