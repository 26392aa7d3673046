using System.Diagnostics;
using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Calls what we depend on: the one place where a call gets its time limit, its circuit breaker, its metric and its span
/// (docs/reliability.md, docs/telemetry.md).
/// </summary>
internal sealed class DependencyCalls
{
    private readonly FailureActivities _activities;
    private readonly TimeProvider _time;
    private readonly DependencyPipelines? _pipelines;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instrument.</summary>
    /// <param name="meters">The application's meters.</param>
    /// <param name="activities">Starts the spans.</param>
    /// <param name="time">Measures the calls.</param>
    /// <param name="pipelines">What calls go through; null for neither limits nor breakers.</param>
    internal DependencyCalls(IMeterFactory meters, FailureActivities activities, TimeProvider time, DependencyPipelines? pipelines)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _activities = activities;
        _time = time;
        _pipelines = pipelines;
        _duration = meters.Create(TelemetryNames.Source).CreateHistogram(
            "failurefunctions.dependency.duration",
            "s",
            "How long a call of the tables or the bus took, retries included.",
            advice: DurationBuckets.OfRequests);
    }

    /// <summary>
    /// Makes a call. When its limit is over it is cancelled and abandoned, even if it ignores the cancellation: what is built of
    /// such calls ends within the sum of their limits.
    /// </summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="dependency">What is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="origin">The trace of the request that it is made for; null when it had none.</param>
    /// <returns>What the call gives. Its exceptions are passed on.</returns>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The limit is over.</exception>
    /// <exception cref="Polly.CircuitBreaker.BrokenCircuitException">The breaker is open, and no call was made.</exception>
    public async Task<T> RunAsync<T>(
        Dependency dependency, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, ActivityContext? origin = null)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        ArgumentNullException.ThrowIfNull(call);
        var begun = _time.GetTimestamp();
        using var activity = _activities.Start(dependency, origin);
        try
        {
            var result = await (_pipelines?.RunAsync(dependency, call, cancellationToken) ?? call(cancellationToken));
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

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(
        Dependency dependency, Func<CancellationToken, Task> call, CancellationToken cancellationToken, ActivityContext? origin = null) =>
        RunAsync(
            dependency,
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken,
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
