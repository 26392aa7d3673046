using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>
/// Copernica's REST API for webhooks and log files, v3 and v4, as its documentation describes it, over real HTTP: the token in the
/// query (v3), or changed into a JSON web token for a header (v4); JSON in, <c>X-Created</c> and <c>X-Location</c> out, ids as
/// text, failures as <c>{"error":{"message":"…"}}</c>.
/// </summary>
internal sealed class CopernicaStandIn : IAsyncDisposable
{
    public const string Token = "secret+token/0123456789";

    /// <summary>A token that may be used with v4 only.</summary>
    public const string TokenForV4 = "v4+token/9876543210";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, JsonObject> _webhooks = [];
    private readonly List<ReceivedCall> _calls = [];
    private readonly Dictionary<string, DateTimeOffset> _webTokens = [];
    private readonly WebApplication _app;
    private int _lastId = 1893;

    private CopernicaStandIn(WebApplication app) => _app = app;

    /// <summary>Whether <c>GET /webhooks</c> answers; the documentation has no such call.</summary>
    public bool Lists { get; set; }

    /// <summary>How long a JSON web token lasts.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The clock by which JSON web tokens expire.</summary>
    public FakeTimeProvider Time { get; set; } = new(DateTimeOffset.UtcNow);

    /// <summary>Log files by name, each the text that is answered.</summary>
    public Dictionary<string, string> Logs { get; } = [];

    /// <summary>Answers in the API's place when it returns true.</summary>
    public Func<HttpContext, Task<bool>>? Fault { get; set; }

    public string Authentication => $"{_app.Urls.Single()}/authenticate";

    public IReadOnlyList<string> WebTokens
    {
        get
        {
            lock (_lock)
                return [.. _webTokens.Keys];
        }
    }

    public string ApiOf(int version) => $"{_app.Urls.Single()}/v{version}";

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

    /// <summary>Makes all JSON web tokens invalid, as if Copernica had lost them.</summary>
    public void ForgetWebTokens()
    {
        lock (_lock)
            foreach (var token in _webTokens.Keys.ToList())
                _webTokens[token] = DateTimeOffset.MinValue;
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
        if (request.Path == "/authenticate/" && request.Method == "POST")
            await AuthenticateAsync(context, body);
        else if (!IsKnown(request))
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Invalid access token");
        else
            await AnswerAsync(context, request.Path.Value!["/v3/".Length..].Split('/'), body);
    }

    private async Task AuthenticateAsync(HttpContext context, string body)
    {
        var given = Uri.UnescapeDataString(body.Replace("access_token=", "", StringComparison.Ordinal).Replace('+', ' '));
        if (given is not (Token or TokenForV4))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Unknown token");
            return;
        }

        var expires = Time.GetUtcNow() + Lifetime;
        string token;
        lock (_lock)
        {
            var claims = $$"""{"exp":{{expires.ToUnixTimeSeconds()}},"account":1234,"number":{{_webTokens.Count}}}""";
            token = $"{Part("""{"typ":"JWT","alg":"RS256"}""")}.{Part(claims)}.{Part("signature")}";
            _webTokens.Add(token, expires);
        }

        await context.Response.WriteAsync($"{token}\n");
    }

    private bool IsKnown(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/v3"))
            return request.Query["access_token"] == Token;
        lock (_lock)
            return request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal)
                && _webTokens.TryGetValue(header["Bearer ".Length..], out var expires) && expires > Time.GetUtcNow() && request.Query["access_token"].Count == 0;
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

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
                context.Response.Headers["X-Location"] = $"{context.Request.PathBase}/webhook/{id}";
                break;
            case ("GET", ["logfile", var file, "json"]) when Logs.TryGetValue(file, out var log):
                await context.Response.WriteAsync(log);
                break;
            case ("GET", ["logfile", ..]):
                await RefuseAsync(context, StatusCodes.Status404NotFound, "No such file");
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
            context.Response.Headers.Location = $"{context.Request.PathBase}/webhook/{id}";
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
