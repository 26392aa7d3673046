using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>A request as the stand-in got it.</summary>
internal sealed record ReceivedCall(string Method, string Path, string Query, string? ContentType, string Body);

/// <summary>
/// Copernica's REST API v3 for webhooks, as its documentation describes it, over real HTTP: the token in the query, JSON
/// in, <c>X-Created</c> and <c>X-Location</c> out, ids as text, failures as <c>{"error":{"message":"…"}}</c>.
/// </summary>
internal sealed class CopernicaStandIn : IAsyncDisposable
{
    public const string Token = "secret+token/0123456789";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, JsonObject> _webhooks = [];
    private readonly List<ReceivedCall> _calls = [];
    private readonly WebApplication _app;
    private int _lastId = 1893;

    private CopernicaStandIn(WebApplication app) => _app = app;

    /// <summary>Whether <c>GET /webhooks</c> answers; the documentation has no such call.</summary>
    public bool Lists { get; set; }

    /// <summary>Answers in the API's place when it returns true.</summary>
    public Func<HttpContext, Task<bool>>? Fault { get; set; }

    public string Api => $"{_app.Urls.Single()}/v3";

    public IReadOnlyList<ReceivedCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    public IReadOnlyList<JsonObject> Webhooks
    {
        get
        {
            lock (_lock)
                return [.. _webhooks.Values];
        }
    }

    public static async Task<CopernicaStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new CopernicaStandIn(builder.Build());
        standIn._app.Run(standIn.AnswerAsync);
        await standIn._app.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Adds a webhook as if it had been made in Marketing Suite.</summary>
    public string Add(string handler, string trigger)
    {
        lock (_lock)
            return Create(new JsonObject { ["handler"] = handler, ["trigger"] = trigger });
    }

    /// <summary>Removes a webhook as if it had been done in Marketing Suite.</summary>
    public void Remove(string id)
    {
        lock (_lock)
            _webhooks.Remove(int.Parse(id, CultureInfo.InvariantCulture));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        lock (_lock)
            _calls.Add(new ReceivedCall(request.Method, request.Path, request.QueryString.Value ?? "", request.ContentType, body));
        if (Fault is not null && await Fault(context))
            return;
        if (request.Query["access_token"] != Token)
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Invalid access token");
        else
            await AnswerAsync(context, request.Path.Value!["/v3/".Length..].Split('/'), body);
    }

    private async Task AnswerAsync(HttpContext context, string[] path, string body)
    {
        switch (context.Request.Method, path)
        {
            case ("GET", ["identity"]):
                await context.Response.WriteAsJsonAsync(new JsonObject { ["name"] = "Example" });
                break;
            case ("GET", ["webhooks"]) when Lists:
                await context.Response.WriteAsJsonAsync(Page(int.Parse(context.Request.Query["start"].FirstOrDefault("0")!, CultureInfo.InvariantCulture)));
                break;
            case ("POST", ["webhooks"]):
                var id = "";
                lock (_lock)
                    id = Create(JsonNode.Parse(body)!.AsObject());
                context.Response.StatusCode = StatusCodes.Status201Created;
                context.Response.Headers["X-Created"] = id;
                context.Response.Headers["X-Location"] = $"{Api}/webhook/{id}";
                break;
            case (_, ["webhook", var number]):
                await AnswerForAsync(context, int.Parse(number, CultureInfo.InvariantCulture), body);
                break;
            default:
                await RefuseAsync(context, StatusCodes.Status400BadRequest, "Invalid method");
                break;
        }
    }

    private async Task AnswerForAsync(HttpContext context, int id, string body)
    {
        JsonObject? webhook;
        lock (_lock)
        {
            if (_webhooks.TryGetValue(id, out webhook))
            {
                if (context.Request.Method == "DELETE")
                    _webhooks.Remove(id);
                if (context.Request.Method == "PUT")
                    foreach (var (name, value) in JsonNode.Parse(body)!.AsObject())
                        webhook[name] = value?.DeepClone();
            }
        }

        if (webhook is null)
            await RefuseAsync(context, StatusCodes.Status404NotFound, "No webhook with this ID");
        else if (context.Request.Method == "GET")
            await context.Response.WriteAsJsonAsync(webhook);
        else if (context.Request.Method == "DELETE")
            context.Response.Headers["X-Deleted"] = $"webhook {id}";
        else
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{Api}/webhook/{id}";
        }
    }

    private JsonObject Page(int start)
    {
        lock (_lock)
        {
            var data = _webhooks.Values.Skip(start).Take(2).Select(webhook => webhook.DeepClone()).ToArray();
            return new JsonObject { ["start"] = start, ["limit"] = 2, ["count"] = data.Length, ["total"] = _webhooks.Count, ["data"] = new JsonArray(data) };
        }
    }

    private string Create(JsonObject webhook)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        webhook["ID"] = id;
        webhook["callers"] ??= new JsonArray("publisher", "ms");
        _webhooks.Add(_lastId, webhook);
        return id;
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = new JsonObject { ["message"] = message } });
    }
}
