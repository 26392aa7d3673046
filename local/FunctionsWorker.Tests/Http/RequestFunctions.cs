using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsWorker.Tests.Http;

/// <summary>Tell what they see of a request, one fact on each line.</summary>
internal sealed class RequestFunctions
{
    [Function("Url")]
    public static Task<HttpResponseData> Url([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "url/{*rest}")] HttpRequestData request) =>
        Tell(request, request.Url.OriginalString);

    [Function("Headers")]
    public static Task<HttpResponseData> Headers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "headers")] HttpRequestData request) =>
        Tell(request, [.. request.Headers.NonValidated.Select(header => $"{header.Key}={header.Value}")]);

    [Function("Cookies")]
    public static Task<HttpResponseData> Cookies([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cookies")] HttpRequestData request) =>
        Tell(request, [.. request.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")]);

    [Function("Query")]
    public static Task<HttpResponseData> Query([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "query")] HttpRequestData request, string? name, int count = 7) =>
        Tell(request, request.Query["name"] ?? "(none)", name ?? "(null)", $"{count}");

    [Function("Body")]
    public static async Task<HttpResponseData> Body([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequestData request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return await Tell(request, Convert.ToHexString(copy.ToArray()));
    }

    [Function("Json")]
    public static async Task<HttpResponseData> Json([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "json")] HttpRequestData request)
    {
        var order = await request.ReadFromJsonAsync<Order>();
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        await response.WriteAsJsonAsync(order! with { Count = order.Count + 1 });
        return response;
    }

    [Function("Text")]
    public static async Task<HttpResponseData> Text([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "text")] HttpRequestData request) =>
        await Tell(request, await request.ReadAsStringAsync() ?? "(null)");

    private static async Task<HttpResponseData> Tell(HttpRequestData request, params string[] facts)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(string.Join('\n', facts));
        return response;
    }

    internal sealed record Order(string Name, int Count);
}
