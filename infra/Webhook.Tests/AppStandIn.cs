using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>The app's function ReconcileFailures, as docs/openapi.yaml describes it. What it has is known by message ids.</summary>
internal sealed class AppStandIn : IAsyncDisposable
{
    public const string Key = "reconcile-key-abc";

    private readonly WebApplication _app;

    private AppStandIn(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.Single()}/api";

    public HashSet<string> Present { get; } = [];

    /// <summary>Ids that are recorded with another time.</summary>
    public HashSet<string> Shifted { get; } = [];

    /// <summary>Each request: whether it applies, and the lines.</summary>
    public List<(bool Apply, string[] Lines)> Requests { get; } = [];

    /// <summary>Answers in its place when it returns true.</summary>
    public Func<HttpContext, Task<bool>>? Fault { get; set; }

    public static async Task<AppStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new AppStandIn(builder.Build());
        standIn._app.MapPost("/api/failures/reconcile", standIn.AnswerAsync);
        await standIn._app.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var lines = (await reader.ReadToEndAsync()).Split('\n');
        var apply = context.Request.Query["apply"] == "true";
        Requests.Add((apply, lines));
        if (Fault is not null && await Fault(context))
            return;
        if (context.Request.Headers["x-functions-key"] != Key)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await context.Response.WriteAsJsonAsync(new JsonObject { ["applied"] = apply, ["lines"] = new JsonArray([.. lines.Select(line => AnswerTo(line, apply))]) });
    }

    public JsonNode AnswerTo(string line, bool apply)
    {
        var id = JsonDocument.Parse(line).RootElement.TryGetProperty("id", out var value) ? $"{value}" : "";
        if (id.Length == 0)
            return JsonNode.Parse("""{"outcome":"invalid","errors":[{"field":"id","message":"is required"}]}""")!;
        if (Shifted.Contains(id))
            return JsonNode.Parse("""{"outcome":"other-zone","eventId":"e","recordedAt":"2026-11-26T09:00:00Z"}""")!;
        var outcome = !Present.Add(id) ? "present" : apply ? "recorded" : "missing";
        if (outcome == "missing")
            Present.Remove(id);
        return new JsonObject { ["outcome"] = outcome, ["eventId"] = outcome == "missing" ? null : string.Create(CultureInfo.InvariantCulture, $"event-{id}") };
    }
}
