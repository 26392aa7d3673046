using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>
/// The span and the log scope of an invocation, by the names and attributes of the semantic conventions that the capability
/// <c>WorkerOpenTelemetrySchemaVersion</c> names: 1.17.0 unless it is set, or 1.37.0.
/// </summary>
internal sealed class InvocationTelemetry(IOptions<WorkerOptions> options) : IDisposable
{
    private readonly ActivitySource _source = new("Microsoft.Azure.Functions.Worker");
    private readonly bool _latest = IsLatest(options.Value);

    public Dictionary<string, object> ScopeOf(FunctionContext context) => _latest ? Attributes(context) : new()
    {
        ["az.schema_url"] = "https://opentelemetry.io/schemas/1.17.0",
        ["AzureFunctions_InvocationId"] = context.InvocationId,
        ["AzureFunctions_FunctionName"] = context.FunctionDefinition.Name,
    };

    public Activity? Start(FunctionContext context)
    {
        if (!_source.HasListeners())
            return null;

        ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, out var parent);
        return _latest
            ? _source.StartActivity($"function {context.FunctionDefinition.Name}", ActivityKind.Internal, parent, tags: Attributes(context)!)
            : _source.StartActivity("Invoke", ActivityKind.Server, parent, tags:
            [
                new("az.schema_url", "https://opentelemetry.io/schemas/1.17.0"),
                new("faas.execution", context.InvocationId),
            ]);
    }

    public void Dispose() => _source.Dispose();

    private static Dictionary<string, object> Attributes(FunctionContext context) => new()
    {
        ["schema.url"] = "https://opentelemetry.io/schemas/1.37.0",
        ["faas.invocation_id"] = context.InvocationId,
        ["faas.name"] = context.FunctionDefinition.Name,
    };

    private static bool IsLatest(WorkerOptions options) =>
        options.Capabilities.TryGetValue("WorkerOpenTelemetrySchemaVersion", out var version) && version switch
        {
            "1.17.0" or "" => false,
            "1.37.0" => true,
            _ => throw new ArgumentException($"Invalid OpenTelemetry schema version '{version}'."),
        };
}
