using System.Globalization;
using System.Text.Json;
using FailureFunctions.Local.FunctionsHost.Invocation;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>Makes an invocation of a request, as the real host does.</summary>
internal static class HttpInput
{
    /// <exception cref="BadHttpRequestException">The body is larger than the server allows, or broken.</exception>
    public static async Task<InvocationRequest> ReadAsync(HttpContext http, string binding, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var rpc = new RpcHttp { Method = request.Method, Url = UrlOf(http) };
        foreach (var (name, values) in request.Headers)
            rpc.NullableHeaders[name.ToLowerInvariant()] = Nullable(values.ToString());
        foreach (var (name, values) in request.Query)
            rpc.NullableQuery[name] = Nullable(values.ToString());
        foreach (var (name, value) in http.Request.RouteValues)
            rpc.NullableParams[name] = Nullable(Text(value));

        // A body without a length is not handed over.
        if (request.ContentLength > 0)
            rpc.Body = new TypedData { Bytes = await ReadBodyAsync(request, cancellationToken) };

        var invocation = new InvocationRequest
        {
            InputData = { new ParameterBinding { Name = binding, Data = new TypedData { Http = rpc } } },
            TraceContext = TraceContexts.Of(request.Headers.TraceParent, request.Headers.TraceState),
        };
        AddBindingData(invocation, request);
        return invocation;
    }

    // As in the real host: the path is decoded, normalized and escaped again, and the query is exactly what was sent. So a signature
    // over the target as sent verifies for every form of the query, but not with /./ or an escaped letter in the path. The raw target
    // would verify there too, and would hide locally what fails in Azure.
    private static string UrlOf(HttpContext http)
    {
        var request = http.Request;
        // A request in HTTP/1.0 may come without a Host header, and the worker needs an absolute URL.
        var host = request.Host.HasValue ? request.Host.ToString() : $"localhost:{http.Connection.LocalPort}";
        return $"{request.Scheme}://{host}{request.PathBase}{request.Path}{request.QueryString}";
    }

    private static async Task<ByteString> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // The length is the caller's claim: memory is taken as bytes arrive.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return UnsafeByteOperations.UnsafeWrap(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    // Parameters such as `string name` are bound from here, and a route value wins over a query parameter.
    private static void AddBindingData(InvocationRequest invocation, HttpRequest request)
    {
        foreach (var (name, values) in request.Query)
            invocation.TriggerMetadata[name] = new TypedData { String = values.ToString() };
        foreach (var (name, value) in request.RouteValues)
        {
            if (value is not null)
                invocation.TriggerMetadata[name] = new TypedData { String = Text(value) };
        }

        invocation.TriggerMetadata["Query"] = Json(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        invocation.TriggerMetadata["Headers"] = Json(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
    }

    private static TypedData Json(Dictionary<string, string> values) => new() { Json = JsonSerializer.Serialize(values) };

    private static NullableString Nullable(string value) => new() { Value = value };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
