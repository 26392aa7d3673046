using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The span and the log scope of an invocation, by the names and attributes that the worker uses by default.</summary>
internal sealed class InvocationTelemetry : IDisposable
{
    private const string SchemaUrl = "https://opentelemetry.io/schemas/1.17.0";
    private readonly ActivitySource _source = new("Microsoft.Azure.Functions.Worker");

    public static Dictionary<string, object> ScopeOf(FunctionContext context) => new()
    {
        ["az.schema_url"] = SchemaUrl,
        ["AzureFunctions_InvocationId"] = context.InvocationId,
        ["AzureFunctions_FunctionName"] = context.FunctionDefinition.Name,
    };

    public Activity? Start(FunctionContext context)
    {
        if (!_source.HasListeners())
            return null;

        ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, out var parent);
        return _source.StartActivity("Invoke", ActivityKind.Server, parent, tags:
        [
            new("az.schema_url", SchemaUrl),
            new("faas.execution", context.InvocationId),
        ]);
    }

    public void Dispose() => _source.Dispose();
}
