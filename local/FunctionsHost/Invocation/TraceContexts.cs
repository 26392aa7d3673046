using System.Diagnostics;
using FailureFunctions.Local.FunctionsHost.Protocol;

namespace FailureFunctions.Local.FunctionsHost.Invocation;

/// <summary>The W3C trace context of an invocation.</summary>
internal static class TraceContexts
{
    /// <summary>The caller's context unchanged, since this host exports no span of its own.</summary>
    public static RpcTraceContext Of(string? parent, string? state) => ActivityContext.TryParse(parent, state, out _)
        ? new RpcTraceContext { TraceParent = parent, TraceState = state ?? "" }
        : New();

    /// <summary>A new trace. It is marked as sampled, so that the app records every local request.</summary>
    public static RpcTraceContext New() => new() { TraceParent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01" };
}
