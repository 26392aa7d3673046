using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Dependencies;

/// <summary>The circuit breaker of one dependency.</summary>
internal sealed partial class DependencyCircuit
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FailurePairs _failures;
    private readonly CircuitBreakerStateProvider _state = new();
    private long _openUntil = long.MinValue;

    public DependencyCircuit(string system, TimeSpan pause, TimeoutStrategyOptions limit, TimeProvider time, ILogger logger)
    {
        (System, _time, _logger) = (system, time, logger);
        _failures = new FailurePairs(time, DependencyPipelines.Window);
        var breaker = new CircuitBreakerStrategyOptions
        {
            // Polly's breaker opens at a share of failed calls, which a count is not. So the first failure is not reported to
            // it as one, the second within the window is, and any share of failures opens it.
            FailureRatio = double.Epsilon,
            MinimumThroughput = 2,
            // Polly rounds the age of calls: longer than the window, so that the first of the two is still known.
            SamplingDuration = 2 * DependencyPipelines.Window,
            BreakDuration = pause,
            StateProvider = _state,
            ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is { } exception && IsFailure(exception, args.Context.CancellationToken)),
            OnOpened = OnOpened,
            OnClosed = OnClosed,
        };
        Pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(breaker).AddTimeout(limit).Build();
    }

    public string System { get; }

    /// <summary>For the calls that decide (<see cref="Dependency.Decides"/>).</summary>
    public ResiliencePipeline Pipeline { get; }

    /// <summary>Whether calls are paused.</summary>
    public bool IsOpen => _time.GetUtcNow().UtcTicks < Interlocked.Read(ref _openUntil);

    // While half-open only an answer closes the breaker. A failure keeps it open, and so does a call that was cancelled or ended
    // in a bug, which says nothing about the dependency.
    private bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        _state.CircuitState == CircuitState.HalfOpen
            ? !DependencyFaults.IsAnswer(exception)
            : !cancellationToken.IsCancellationRequested && DependencyFaults.MeansDown(exception) && _failures.Add();

    private ValueTask OnOpened(OnCircuitOpenedArguments<object> args)
    {
        Interlocked.Exchange(ref _openUntil, (_time.GetUtcNow() + args.BreakDuration).UtcTicks);
        Log.CircuitOpened(_logger, System, args.BreakDuration.TotalSeconds, Fault.Describe(args.Outcome.Exception!));
        return ValueTask.CompletedTask;
    }

    private ValueTask OnClosed(OnCircuitClosedArguments<object> args)
    {
        _failures.Clear();
        Log.CircuitClosed(_logger, System);
        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "Calls to the {Dependency} are paused for {Seconds} s: two failed within a minute, or a probe failed. {Fault}")]
        public static partial void CircuitOpened(ILogger logger, string dependency, double seconds, string fault);

        // At the same level as the opening, so that whoever sees one sees the other.
        [LoggerMessage(11, LogLevel.Warning, "The pause is over: the {Dependency} answered again.")]
        public static partial void CircuitClosed(ILogger logger, string dependency);
    }
}

/// <summary>Recognises a failure that follows another one within a window. Safe for several threads.</summary>
internal sealed class FailurePairs(TimeProvider time, TimeSpan window)
{
    private const long None = long.MinValue;

    private long _last = None;

    /// <summary>Adds a failure, and returns whether the previous one lies within the window.</summary>
    public bool Add()
    {
        var now = time.GetTimestamp();
        var before = Interlocked.Exchange(ref _last, now);
        return before != None && time.GetElapsedTime(before, now) < window;
    }

    public void Clear() => Interlocked.Exchange(ref _last, None);
}
