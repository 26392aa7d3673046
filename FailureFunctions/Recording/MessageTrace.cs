using System.Diagnostics;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>
/// Writes a trace context into a message, so that a subscriber goes on in the trace: as CloudEvents' Distributed Tracing
/// extension, and as Microsoft's client for Service Bus does. That client, when it sends, adds a context of its own only to
/// a message that has neither <c>Diagnostic-Id</c> nor <c>traceparent</c>; when it receives, it and the Functions trigger
/// look for those two.
/// </summary>
internal static class MessageTrace
{
    public static void Write(IDictionary<string, object> properties, ActivityContext? trace)
    {
        if (trace is not { } context)
            return;
        var parent = TraceContexts.ParentOf(context);
        properties["cloudEvents_traceparent"] = parent;
        properties["traceparent"] = parent;
        properties["Diagnostic-Id"] = parent;
        if (string.IsNullOrEmpty(context.TraceState))
            return;
        properties["cloudEvents_tracestate"] = context.TraceState;
        properties["tracestate"] = context.TraceState;
    }
}
