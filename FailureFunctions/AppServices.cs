using FailureFunctions.Copernica.Signing;
using FailureFunctions.Failures;
using FailureFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions;

/// <summary>
/// All services of the app, in one place that a test can call too: what it reads of the configuration is held against the
/// settings that the deployment gives (infra/Infra.Tests).
/// </summary>
public static class AppServices
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A connection is missing or cannot be used.</exception>
    public static IServiceCollection AddApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddCopernicaSigning(configuration);
        services.AddFailures(configuration);
        services.AddTelemetryExport(configuration);
        return services;
    }
}
