using System.Diagnostics;

namespace FailureFunctions.Observability;

/// <summary>Trace contexts in the format of W3C Trace Context (https://www.w3.org/TR/trace-context/).</summary>
internal static class TraceContexts
{
    /// <summary>The longest <c>tracestate</c> that is kept, in characters: the least that section 3.3.1.5 asks to propagate.</summary>
    public const int LongestState = 512;

    /// <summary>The context of the current span; null when there is none.</summary>
    public static ActivityContext? Current() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
        ? new ActivityContext(activity.TraceId, activity.SpanId, activity.ActivityTraceFlags, Kept(activity.TraceStateString), isRemote: true)
        : null;

    /// <summary>Parses <c>traceparent</c> and <c>tracestate</c>; null when they are absent or malformed.</summary>
    public static ActivityContext? Parse(string? parent, string? state) =>
        ActivityContext.TryParse(parent, Kept(state), isRemote: true, out var context) ? context : null;

    /// <summary>The <c>traceparent</c>, 55 characters.</summary>
    public static string ParentOf(ActivityContext context) =>
        $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";

    private static string? Kept(string? state) => state is { Length: > 0 and <= LongestState } ? state : null;
}
