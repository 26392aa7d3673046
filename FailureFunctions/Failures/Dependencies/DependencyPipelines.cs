using FailureFunctions.Failures.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;

namespace FailureFunctions.Failures.Dependencies;

/// <summary>
/// What every call goes through, one pipeline per dependency: a time limit, and around it a circuit breaker that opens
/// after two failures or time-outs within <see cref="Window"/>, lets one call probe after its pause, and closes when that
/// succeeds. While it is open no call is made.
/// </summary>
internal static partial class DependencyPipelines
{
    /// <summary>Two failures within this time open a breaker, however many calls succeed between them.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>How long the bus is left alone: as long as Microsoft's client sends nothing after <c>ServiceBusy</c>.</summary>
    public static readonly TimeSpan BusPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the tables are left alone: longer than a probe's time limit, and short, because nothing can be acknowledged
    /// meanwhile.
    /// </summary>
    public static readonly TimeSpan TablesPause = TimeSpan.FromSeconds(5);

    /// <summary>Under which a call says what it calls.</summary>
    public static readonly ResiliencePropertyKey<Dependency> Called = new("dependency");

    /// <summary>Makes the pipelines, named by <see cref="Dependency.System"/>.</summary>
    public static ResiliencePipelineRegistry<string> Create(TimeProvider time, ILogger logger)
    {
        var registry = new ResiliencePipelineRegistry<string>();
        Add(Dependency.Tables, TablesPause);
        Add(Dependency.Bus, BusPause);
        return registry;

        void Add(string system, TimeSpan pause) => registry.TryAddBuilder(system, (builder, _) =>
        {
            builder.TimeProvider = time;
            builder.AddCircuitBreaker(Breaker(system, pause, time, logger));
            builder.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => new ValueTask<TimeSpan>(CalledBy(args.Context).Limit) });
        });
    }

    // Polly's breaker opens at a share of failed calls, which a count is not. So the first failure is not reported to it as
    // one, the second within the window is, and any share of failures opens it. Half-open, a single failure is reported.
    private static CircuitBreakerStrategyOptions Breaker(string system, TimeSpan pause, TimeProvider time, ILogger logger)
    {
        var state = new CircuitBreakerStateProvider();
        var failures = new FailurePairs(time, Window);
        return new CircuitBreakerStrategyOptions
        {
            FailureRatio = double.Epsilon,
            MinimumThroughput = 2,
            // Polly rounds the age of calls: longer than the window, so that the first of the two is still known.
            SamplingDuration = 2 * Window,
            BreakDuration = pause,
            StateProvider = state,
            ShouldHandle = args => new ValueTask<bool>(
                args.Outcome.Exception is { } exception
                && MeansDown(exception, args.Context)
                && (failures.Add() || state.CircuitState == CircuitState.HalfOpen)),
            OnOpened = args =>
            {
                Log.CircuitOpened(logger, system, args.BreakDuration.TotalSeconds, Fault.Describe(args.Outcome.Exception!));
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                failures.Clear();
                Log.CircuitClosed(logger, system);
                return ValueTask.CompletedTask;
            },
        };
    }

    // A cancelled call, as when the host stops, says nothing of the dependency.
    private static bool MeansDown(Exception exception, ResilienceContext context) =>
        !context.CancellationToken.IsCancellationRequested
        && DependencyFaults.MeansDown(exception)
        && (exception is not TimeoutRejectedException || CalledBy(context).TimeoutMeansDown);

    private static Dependency CalledBy(ResilienceContext context) => context.Properties.GetValue(Called, null!);

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Warning, "Two calls of the {Dependency} failed within a minute, or a probe failed: none is made for {Seconds} s. {Fault}")]
        public static partial void CircuitOpened(ILogger logger, string dependency, double seconds, string fault);

        [LoggerMessage(61, LogLevel.Information, "The {Dependency} can be used again.")]
        public static partial void CircuitClosed(ILogger logger, string dependency);
    }
}
