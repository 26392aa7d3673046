using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Receiving;

/// <summary>Puts together what takes, stores and publishes failures.</summary>
internal static class FailureServices
{
    /// <summary>Adds everything from the request to the message, with the connections of the settings. They are checked at start.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddFailures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFailureTables(configuration);
        services.AddFailureBus(configuration);

        services.AddDependencyCalls();
        services.AddRecording();
        services.AddReceiving();
        services.AddQuarantine();
        services.AddPrivacy(configuration);
        services.AddHostedService<Preparation>();

        services.AddHealthChecks().AddCheck<TablesCheck>(TablesCheck.Name).AddCheck<BusCheck>(BusCheck.Name);
        services.AddSingleton<SharedReadiness>();
        return services;
    }
}
