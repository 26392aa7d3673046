using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.TestApp;

internal sealed class HttpFunctions(ILogger<HttpFunctions> logger)
{
    /// <summary>Answers with what arrived, one item a line, and with the body behind it.</summary>
    [Function("Echo")]
    public async Task<HttpResponseData> EchoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "echo/{*rest}")] HttpRequestData request, FunctionContext context)
    {
        var text = new StringWriter { NewLine = "\n" };
        await text.WriteLineAsync($"method={request.Method}");
        await text.WriteLineAsync($"url={request.Url.OriginalString}");
        await text.WriteLineAsync($"trace={context.TraceContext.TraceParent} {context.TraceContext.TraceState}");
        foreach (var (name, values) in request.Headers)
            await text.WriteLineAsync($"header {name}={string.Join('|', values)}");
        foreach (var cookie in request.Cookies)
            await text.WriteLineAsync($"cookie {cookie.Name}={cookie.Value}");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        await text.WriteLineAsync($"body={Convert.ToHexString(body.ToArray())}");
        return await TextAsync(request, text.ToString());
    }

    [Function("Body")]
    public async Task<HttpResponseData> BodyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("Content-Type", "application/x-test");
        await request.Body.CopyToAsync(response.Body);
        return response;
    }

    [Function("Items")]
    public Task<HttpResponseData> ItemAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}/{name?}")] HttpRequestData request, int id, string? name, string? from) =>
        TextAsync(request, $"id={id} name={name} from={from}");

    [Function("PostItem")]
    public Task<HttpResponseData> PostItemAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items/{id:int}")] HttpRequestData request, int id) =>
        TextAsync(request, string.Create(CultureInfo.InvariantCulture, $"posted {id}"));

    [Function("Default")]
    public Task<HttpResponseData> DefaultAsync([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequestData request) => TextAsync(request, "default");

    [Function("Administer")]
    public Task<HttpResponseData> AdministerAsync([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "administer")] HttpRequestData request) => TextAsync(request, "admin");

    /// <summary>The host must leave this out and serve the others.</summary>
    [Function("BadRoute")]
    public Task<HttpResponseData> BadRouteAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bad/{id:nonsense}")] HttpRequestData request) =>
        TextAsync(request, "never");

    [Function("Answer")]
    public HttpResponseData Answer([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answer/{status:int}")] HttpRequestData request, int status)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("X-Several", ["one", "two"]);
        response.Headers.Add("Content-Type", "application/problem+json");
        response.Cookies.Append(new HttpCookie("a", "b c") { Path = "/", HttpOnly = true, MaxAge = 60, SameSite = SameSite.Strict });
        response.Cookies.Append("plain", "1");
        if (status != 204)
            response.WriteString("{}");
        return response;
    }

    [Function("Nothing")]
    public void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequestData request) => Debug.Assert(request is not null);

    [Function("Throw")]
    public HttpResponseData Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequestData request) =>
        throw new NotSupportedException($"thrown for {request.Method}");

    [Function("Log")]
    public Task<HttpResponseData> LogAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "log")] HttpRequestData request, string text)
    {
        Log.Debug(logger, text);
        Log.Information(logger, text);
        Log.Failed(logger, new InvalidOperationException("with a reason"));
        return TextAsync(request, "logged");
    }

    /// <summary>Runs until the folder has a file "go", or until it is cancelled.</summary>
    [Function("Wait")]
    public async Task<HttpResponseData> WaitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequestData request, string folder, FunctionContext context)
    {
        await Signals.WaitAsync(folder, context);
        return await TextAsync(request, "waited");
    }

    [Function("Setting")]
    public Task<HttpResponseData> SettingAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "setting")] HttpRequestData request, string name) =>
        TextAsync(request, Environment.GetEnvironmentVariable(name) ?? "(none)");

    [Function("ProcessId")]
    public Task<HttpResponseData> ProcessIdAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process")] HttpRequestData request) =>
        TextAsync(request, $"{Environment.ProcessId}");

    private static async Task<HttpResponseData> TextAsync(HttpRequestData request, string text)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(text);
        return response;
    }
}
