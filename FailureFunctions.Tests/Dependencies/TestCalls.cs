using FailureFunctions.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>Calls of dependencies, as the app makes them.</summary>
internal static class TestCalls
{
    private static readonly FailureActivities Activities = new();

    /// <summary>Without time limits and breakers, for tests of what is called: a busy machine would only cut tries short.</summary>
    public static DependencyCalls Unlimited { get; } = Of(null, TimeProvider.System);

    /// <summary>With the app's limits and with breakers of their own.</summary>
    public static DependencyCalls Limited(TimeProvider time) => Of(new DependencyPipelines(time, NullLogger<DependencyCalls>.Instance), time);

    private static DependencyCalls Of(DependencyPipelines? pipelines, TimeProvider time) =>
        new(new TestMeters(), Activities, time, pipelines);
}
