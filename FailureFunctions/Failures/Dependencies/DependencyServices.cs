using FailureFunctions.Failures.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly.Registry;

namespace FailureFunctions.Failures.Dependencies;

/// <summary>Puts together what calls of dependencies go through.</summary>
internal static class DependencyServices
{
    /// <summary>Adds <see cref="DependencyCalls"/>; the breakers are shared by the whole process.</summary>
    public static IServiceCollection AddDependencyCalls(this IServiceCollection services) => services
        .AddSingleton<FailureActivities>()
        .AddSingleton<ResiliencePipelineProvider<string>>(provider => DependencyPipelines.Create(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DependencyCalls>>()))
        .AddSingleton<DependencyCalls>();
}
