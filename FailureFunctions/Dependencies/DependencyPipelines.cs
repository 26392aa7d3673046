using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Dependencies;

/// <summary>
/// What every call goes through: a time limit, and around it the circuit breaker of its dependency. The breaker opens after
/// two failures or time-outs within <see cref="Window"/>, lets one call probe after its pause, and closes when that succeeds.
/// While it is open no call is made.
/// </summary>
internal sealed class DependencyPipelines
{
    /// <summary>Two failures within this time open a breaker, however many calls succeed in between.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>As long as Microsoft's client sends nothing after <c>ServiceBusy</c>.</summary>
    public static readonly TimeSpan BusPause = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a probe's time limit, and short, because nothing can be acknowledged meanwhile.</summary>
    public static readonly TimeSpan TablesPause = TimeSpan.FromSeconds(5);

    private static readonly ResiliencePropertyKey<Dependency> Called = new("dependency");

    private readonly ResiliencePipeline _limitOnly;
    private readonly FrozenDictionary<string, DependencyCircuit> _circuits;

    public DependencyPipelines(TimeProvider time, ILogger<DependencyCalls> logger)
    {
        var limit = new TimeoutStrategyOptions
        {
            TimeoutGenerator = args => new ValueTask<TimeSpan>(args.Context.Properties.GetValue(Called, null!).Limit),
        };
        _limitOnly = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(limit).Build();
        _circuits = new[]
        {
            new DependencyCircuit(Dependency.Tables, TablesPause, limit, time, logger),
            new DependencyCircuit(Dependency.Bus, BusPause, limit, time, logger),
        }.ToFrozenDictionary(circuit => circuit.System);
    }

    /// <exception cref="BrokenCircuitException">The breaker is open, and the call may not probe.</exception>
    public ResiliencePipeline Of(Dependency dependency)
    {
        var circuit = _circuits[dependency.System];
        return dependency.Decides ? circuit.Pipeline : circuit.IsOpen ? throw new BrokenCircuitException() : _limitOnly;
    }

    /// <summary>The context of a call, from Polly's pool.</summary>
    public static ResilienceContext ContextOf(Dependency dependency, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Called, dependency);
        return context;
    }
}
