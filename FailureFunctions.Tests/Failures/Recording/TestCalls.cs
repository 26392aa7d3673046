using FailureFunctions.Failures.Dependencies;
using FailureFunctions.Failures.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Polly.Registry;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>Calls of dependencies, as the app makes them.</summary>
internal static class TestCalls
{
    private static readonly FailureActivities Activities = new();

    /// <summary>Without time limits and breakers, for tests of what is called: a busy machine would only cut tries short.</summary>
    public static DependencyCalls Unlimited { get; } = Of(Unrestricted(), TimeProvider.System);

    /// <summary>With the app's limits and with breakers of their own.</summary>
    public static DependencyCalls Limited(TimeProvider time) => Of(DependencyPipelines.Create(time, NullLogger.Instance), time);

    private static DependencyCalls Of(ResiliencePipelineProvider<string> pipelines, TimeProvider time) =>
        new(new TestMeters(), Activities, time, pipelines);

    private static ResiliencePipelineRegistry<string> Unrestricted()
    {
        var registry = new ResiliencePipelineRegistry<string>();
        registry.TryAddBuilder(Dependency.Tables, (_, _) => { });
        registry.TryAddBuilder(Dependency.Bus, (_, _) => { });
        return registry;
    }
}
