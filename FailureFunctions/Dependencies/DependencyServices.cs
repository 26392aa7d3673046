using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Dependencies;

/// <summary>Puts together what calls of dependencies go through.</summary>
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
