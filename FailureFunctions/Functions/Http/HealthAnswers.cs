using System.Net;
using System.Text.Json;
using FailureFunctions.Observability;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Functions.Http;

/// <summary>Writes how the app is: docs/health.md.</summary>
internal static class HealthAnswers
{
    /// <summary>Says that the app runs.</summary>
    public static Task<HttpResponseData> LiveAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        WriteAsync(request, HttpStatusCode.OK, writer => writer.WriteString("status"u8, "live"u8), cancellationToken);

    /// <summary>Says how each dependency is. What was thrown stays in the log.</summary>
    public static Task<HttpResponseData> ReadyAsync(HttpRequestData request, HealthReport report, CancellationToken cancellationToken)
    {
        var ready = report.Status == HealthStatus.Healthy;
        return WriteAsync(
            request,
            ready ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable,
            writer =>
            {
                writer.WriteString("status"u8, ready ? "ready"u8 : "not-ready"u8);
                writer.WriteStartObject("dependencies"u8);
                foreach (var (name, entry) in report.Entries)
                    WriteDependency(writer, name, entry);
                writer.WriteEndObject();
            },
            cancellationToken);
    }

    private static void WriteDependency(Utf8JsonWriter writer, string name, HealthReportEntry entry)
    {
        var failed = entry.Status != HealthStatus.Healthy;
        writer.WriteStartObject(name);
        writer.WriteString("status"u8, failed ? "failed" : NotNeeded.Is(entry) ? "not-needed" : "ok");
        writer.WriteNumber("milliseconds"u8, (long)entry.Duration.TotalMilliseconds);
        if (failed)
            writer.WriteString("hint"u8, entry.Description);
        writer.WriteEndObject();
    }

    private static async Task<HttpResponseData> WriteAsync(
        HttpRequestData request, HttpStatusCode status, Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        var response = await Answers.WriteAsync(request, status, "application/json", members, cancellationToken);
        response.Headers.Add("Cache-Control", "no-store");
        return response;
    }
}
