using System.Diagnostics;
using System.Diagnostics.Metrics;
using FailureFunctions.Observability;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace FailureFunctions.Dependencies;

/// <summary>
/// The one place where a call of a dependency gets its time limit, circuit breaker, metric and span (docs/reliability.md,
/// docs/telemetry.md).
/// </summary>
internal sealed class DependencyCalls
{
    private readonly FailureActivities _activities;
    private readonly TimeProvider _time;
    private readonly DependencyPipelines? _pipelines;
    private readonly Histogram<double> _duration;

    /// <param name="pipelines">Limits and breakers; null for neither.</param>
    public DependencyCalls(IMeterFactory meters, FailureActivities activities, TimeProvider time, DependencyPipelines? pipelines)
    {
        (_activities, _time, _pipelines) = (activities, time, pipelines);
        _duration = meters.Create(TelemetryNames.Source).CreateHistogram(
            "failurefunctions.dependency.duration",
            "s",
            "Duration of a call of the tables or the bus, retries included.",
            advice: DurationBuckets.OfRequests);
    }

    /// <summary>
    /// Makes a call. At its limit it is cancelled and abandoned, even if it ignores the cancellation, so a sequence of calls
    /// ends within the sum of their limits. Exceptions of the call are passed on.
    /// </summary>
    /// <param name="parent">The parent of the span; null for the current one.</param>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The limit was reached.</exception>
    /// <exception cref="Polly.CircuitBreaker.BrokenCircuitException">The breaker is open; no call was made.</exception>
    public async Task<T> RunAsync<T>(
        Dependency dependency, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, ActivityContext? parent = null)
    {
        var start = _time.GetTimestamp();
        using var span = _activities.Start(dependency, parent);
        var context = DependencyPipelines.ContextOf(dependency, cancellationToken);
        try
        {
            // The wait ends at the limit even if the client does not observe the cancellation.
            var result = _pipelines is null
                ? await call(cancellationToken)
                : await _pipelines.Of(dependency).ExecuteAsync(
                    static (context, call) => new ValueTask<T>(call(context.CancellationToken).WaitAsync(context.CancellationToken)), context, call);
            Record(dependency, start, error: null);
            return result;
        }
        catch (Exception e)
        {
            var error = Fault.TypeOf(e);
            Record(dependency, start, error);
            span?.SetTag(TelemetryNames.ErrorType, error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(
        Dependency dependency, Func<CancellationToken, Task> call, CancellationToken cancellationToken, ActivityContext? parent = null) =>
        RunAsync(
            dependency,
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken,
            parent);

    private void Record(Dependency dependency, long start, string? error)
    {
        if (!_duration.Enabled)
            return;
        var tags = new TagList { { "dependency", dependency.System }, { "operation", dependency.Operation } };
        if (error is not null)
            tags.Add(TelemetryNames.ErrorType, error);
        _duration.Record(_time.GetElapsedTime(start).TotalSeconds, tags);
    }
}

internal static class DependencyServices
{
    /// <summary>Adds <see cref="DependencyCalls"/>; the breakers are shared by the whole process.</summary>
    public static IServiceCollection AddDependencyCalls(this IServiceCollection services) => services
        .AddSingleton<FailureActivities>()
        .AddSingleton<DependencyPipelines>()
        .AddSingleton(provider => new DependencyCalls(
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<FailureActivities>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DependencyPipelines>()));
}
