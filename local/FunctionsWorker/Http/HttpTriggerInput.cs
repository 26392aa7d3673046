using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request, as it starts an invocation.</summary>
internal sealed class HttpTriggerInput(HttpContext http, MemoryStream body) : TriggerInput, IHttpRequestDataFeature
{
    private readonly Dictionary<string, object?> _bindingData = BindingDataOf(http);
    private readonly (string Parent, string State) _trace = TraceOf(http.Request.Headers);
    private HostedHttpRequestData? _request;

    public override IReadOnlyDictionary<string, object?> BindingData => _bindingData;

    public override string TraceParent => _trace.Parent;

    public override string TraceState => _trace.State;

    public override void Attach(FunctionContext context)
    {
        _request = new HostedHttpRequestData(context, http, body);
        context.Features.Set<IHttpRequestDataFeature>(this);
    }

    public override object? GetValue(Type type, FunctionContext context) => _request;

    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) => new(_request);

    private static Dictionary<string, object?> BindingDataOf(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
            data[name] = value.ToString();
        foreach (var (name, value) in http.Request.RouteValues)
            data[name] = Convert.ToString(value, CultureInfo.InvariantCulture);
        data["Query"] = JsonSerializer.Serialize(http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        data["Headers"] = JsonSerializer.Serialize(http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        return data;
    }

    // The server's own span when there is one (it continues the caller's), else what the caller sent, else a new trace.
    private static (string Parent, string State) TraceOf(IHeaderDictionary headers)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current)
            return (id, current.TraceStateString ?? string.Empty);

        var parent = headers.TraceParent.ToString();
        var state = headers.TraceState.ToString();
        return ActivityContext.TryParse(parent, state, out _)
            ? (parent, state)
            : ($"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00", string.Empty);
    }
}
