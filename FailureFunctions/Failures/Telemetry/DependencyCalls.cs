using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>Times the calls of what we depend on, and makes a span of each: docs/telemetry.md.</summary>
public sealed class DependencyCalls
{
    private readonly FailureActivities _activities;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instrument.</summary>
    /// <param name="meters">The application's meters.</param>
    /// <param name="activities">Starts the spans.</param>
    /// <param name="time">Measures the calls.</param>
    public DependencyCalls(IMeterFactory meters, FailureActivities activities, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _activities = activities;
        _time = time;
        _duration = meters.Create(TelemetryNames.Source).CreateHistogram(
            "failurefunctions.dependency.duration",
            "s",
            "How long a call of the tables or the bus took, retries included.",
            advice: DurationBuckets.OfRequests);
    }

    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="dependency">What is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="origin">The trace of the request that it is made for; null when it had none.</param>
    /// <returns>What the call gives. Its exceptions are passed on.</returns>
    public async Task<T> MakeAsync<T>(Dependency dependency, Func<Task<T>> call, ActivityContext? origin = null)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        ArgumentNullException.ThrowIfNull(call);
        var begun = _time.GetTimestamp();
        using var activity = _activities.Start(dependency, origin);
        try
        {
            var result = await call();
            Record(dependency, begun, error: null);
            return result;
        }
        catch (Exception e)
        {
            var error = Fault.TypeOf(e);
            Record(dependency, begun, error);
            activity?.SetTag(TelemetryNames.ErrorType, error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>Makes a call that gives nothing.</summary>
    /// <param name="dependency">What is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="origin">The trace of the request that it is made for; null when it had none.</param>
    /// <returns>A task that ends with the call. Its exceptions are passed on.</returns>
    public Task MakeAsync(Dependency dependency, Func<Task> call, ActivityContext? origin = null) =>
        MakeAsync(
            dependency,
            async () =>
            {
                await call();
                return true;
            },
            origin);

    private void Record(Dependency dependency, long begun, string? error)
    {
        if (!_duration.Enabled)
            return;
        var tags = new TagList
        {
            { "dependency", dependency.System },
            { "operation", dependency.Operation },
        };
        if (error is not null)
            tags.Add(TelemetryNames.ErrorType, error);
        _duration.Record(_time.GetElapsedTime(begun).TotalSeconds, tags);
    }
}
