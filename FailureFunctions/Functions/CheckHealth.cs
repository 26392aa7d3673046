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
    public Task<HttpResponseData> LiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequestData request) =>
        AnswerAsync(request, HttpStatusCode.OK, new HealthAnswer("live"));

    [Function("CheckReadiness")]
    public async Task<HttpResponseData> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/ready")] HttpRequestData request)
    {
        var report = await readiness.CheckAsync(lifetime.ApplicationStopping);
        var dependencies = report.Entries.ToDictionary(entry => entry.Key, entry => Describe(entry.Value));
        return report.Status == HealthStatus.Healthy
            ? await AnswerAsync(request, HttpStatusCode.OK, new HealthAnswer("ready", dependencies))
            : await AnswerAsync(request, HttpStatusCode.ServiceUnavailable, new HealthAnswer("not-ready", dependencies));
    }

    private static DependencyHealth Describe(HealthReportEntry entry)
    {
        var milliseconds = (long)entry.Duration.TotalMilliseconds;
        return entry.Status == HealthStatus.Healthy
            ? new DependencyHealth(entry.Description ?? "ok", milliseconds)
            : new DependencyHealth("failed", milliseconds, entry.Description);
    }

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData request, HttpStatusCode status, HealthAnswer answer)
    {
        var response = await Answers.JsonAsync(request, status, answer, lifetime.ApplicationStopping);
        response.Headers.Add("Cache-Control", "no-store");
        return response;
    }
}

internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, DependencyHealth>? Dependencies = null);

internal sealed record DependencyHealth(string Status, long Milliseconds, string? Hint = null);
