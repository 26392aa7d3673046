using System.Diagnostics;

namespace FailureFunctions.Observability;

/// <summary>Trace contexts as W3C Trace Context writes them (https://www.w3.org/TR/trace-context/).</summary>
internal static class TraceContexts
{
    /// <summary>The longest <c>tracestate</c> that is kept, in characters: what section 3.3.1.5 asks to be passed on at least.</summary>
    public const int LongestState = 512;

    /// <summary>The context of the span that is current, as one that comes from elsewhere.</summary>
    /// <returns>The context; null when there is no span.</returns>
    public static ActivityContext? Current() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
        ? new ActivityContext(activity.TraceId, activity.SpanId, activity.ActivityTraceFlags, Kept(activity.TraceStateString), isRemote: true)
        : null;

    /// <summary>Reads a context.</summary>
    /// <param name="parent">The <c>traceparent</c>.</param>
    /// <param name="state">The <c>tracestate</c>; null when there is none.</param>
    /// <returns>The context; null when there is none, or none that can be read.</returns>
    public static ActivityContext? Parse(string? parent, string? state) =>
        ActivityContext.TryParse(parent, Kept(state), isRemote: true, out var context) ? context : null;

    /// <summary>The <c>traceparent</c> of a context.</summary>
    /// <param name="context">The context.</param>
    /// <returns>55 characters.</returns>
    public static string ParentOf(ActivityContext context) =>
        $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";

    private static string? Kept(string? state) => state is { Length: > 0 and <= LongestState } ? state : null;
}
