using FailureFunctions.Copernica.Signing;
using FailureFunctions.Observability;
using FailureFunctions.Receiving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions;

/// <summary>
/// All services of the app, in one place that a test can call too: the settings that it reads are compared with those that
/// the deployment gives (infra/Infra.Tests).
/// </summary>
internal static class AppServices
{
    /// <summary>Adds everything that the functions need. Wrong settings are reported by the start, all of them together.</summary>
    public static IServiceCollection AddApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddStderrLog();
        services.AddCopernicaSigning(configuration);
        services.AddFailures(configuration);
        services.AddTelemetryExport(configuration);
        return services;
    }
}
