using System.Diagnostics;
using FailureFunctions.Observability;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Starts our spans: docs/telemetry.md lists them. Costs next to nothing while nobody listens, for there is then no span.
/// </summary>
internal sealed class FailureActivities : IDisposable
{
    private readonly ActivitySource _source = new(TelemetryNames.Source);

    /// <summary>The span that is current, if it is one of ours.</summary>
    public Activity? Current => Activity.Current is { } current && current.Source == _source ? current : null;

    /// <summary>Starts a step of our own, within the span that is current.</summary>
    /// <param name="name">Its name, one of <see cref="TelemetryNames"/>.</param>
    /// <returns>The span, which ends when it is disposed; null when nobody listens.</returns>
    public Activity? Start(string name) => _source.StartActivity(name);

    /// <summary>Starts a call of something that we depend on, within the span that is current.</summary>
    /// <param name="dependency">What is called.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public Activity? Start(Dependency dependency) => Start(dependency, origin: null);

    /// <summary>
    /// Starts a call on behalf of a failure. The drain does so for many requests, each of which has its own trace: the
    /// span goes on in that one, and links to the span that is current.
    /// </summary>
    /// <param name="dependency">What is called.</param>
    /// <param name="origin">The trace of the request; null when it had none.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public Activity? Start(Dependency dependency, ActivityContext? origin)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        var current = Activity.Current?.Context ?? default;
        return origin is { } request && request.TraceId != current.TraceId
            ? _source.StartActivity(dependency.Kind, request, dependency.Attributes, LinksTo(current), name: dependency.Operation)
            : _source.StartActivity(dependency.Operation, dependency.Kind, current, dependency.Attributes);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private static ActivityLink[]? LinksTo(ActivityContext current) => current == default ? null : [new ActivityLink(current)];
}
