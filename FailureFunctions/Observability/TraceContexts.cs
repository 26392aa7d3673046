using System.Diagnostics;

namespace FailureFunctions.Observability;

/// <summary>Trace contexts in the format of W3C Trace Context (https://www.w3.org/TR/trace-context/).</summary>
internal static class TraceContexts
{
    // Of tracestate, in characters: the least that section 3.3.1.5 asks to propagate. A longer one is dropped.
    private const int LongestState = 512;

    /// <summary>The context of the current span; null when there is none.</summary>
    public static ActivityContext? Current() => Parse(Activity.Current?.Id, Activity.Current?.TraceStateString);

    /// <summary>Parses <c>traceparent</c> and <c>tracestate</c>; null when they are absent or malformed.</summary>
    public static ActivityContext? Parse(string? parent, string? state) =>
        ActivityContext.TryParse(parent, state is { Length: > 0 and <= LongestState } ? state : null, isRemote: true, out var context) ? context : null;

    /// <summary>The <c>traceparent</c>, 55 characters.</summary>
    public static string ParentOf(ActivityContext context) =>
        $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";
}
