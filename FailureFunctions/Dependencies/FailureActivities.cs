using System.Diagnostics;
using FailureFunctions.Observability;

namespace FailureFunctions.Dependencies;

/// <summary>Starts the app's spans: docs/telemetry.md. While nobody listens there is no span, and starting one costs next to nothing.</summary>
internal sealed class FailureActivities : IDisposable
{
    private readonly ActivitySource _source = new(TelemetryNames.Source);

    /// <summary>The current span, if it is one of the app's.</summary>
    public Activity? Current => Activity.Current is { } current && current.Source == _source ? current : null;

    public Activity? Start(string name) => _source.StartActivity(name);

    /// <summary>
    /// Starts the span of a call. The drain makes calls on behalf of many requests, each with its own trace: such a span
    /// continues the request's trace and links to the current span.
    /// </summary>
    public Activity? Start(Dependency dependency, ActivityContext? origin)
    {
        var current = Activity.Current?.Context ?? default;
        return origin is { } request && request.TraceId != current.TraceId
            ? _source.StartActivity(dependency.Kind, request, dependency.Attributes, LinksTo(current), name: dependency.Operation)
            : _source.StartActivity(dependency.Operation, dependency.Kind, current, dependency.Attributes);
    }

    public void Dispose() => _source.Dispose();

    private static ActivityLink[]? LinksTo(ActivityContext current) => current == default ? null : [new ActivityLink(current)];
}
