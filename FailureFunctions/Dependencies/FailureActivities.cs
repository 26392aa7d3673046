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

    public Activity? Start(Dependency dependency, ActivityContext? parent) =>
        _source.StartActivity(dependency.Operation, dependency.Kind, parent ?? Activity.Current?.Context ?? default, dependency.Attributes);

    public void Dispose() => _source.Dispose();
}
