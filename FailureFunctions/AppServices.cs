using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Functions;
using FailureFunctions.Links;
using FailureFunctions.Observability;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions;

/// <summary>Composes the app. Wrong settings are reported at start, all of them together.</summary>
internal static class AppServices
{
    public static IServiceCollection AddApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddStderrLog(configuration);
        services.AddTelemetryExport(configuration);
        services.AddDependencyCalls();
        services.AddHostedService<Preparation>();
        services.AddFailureTables(configuration);
        services.AddFailureBus(configuration, FailureEvent.Topic);
        services.AddCopernicaSigning(configuration);
        services.AddRecording(configuration);
        services.AddLinks();
        services.AddSuppression(configuration);
        services.AddQuarantine();
        services.AddReceiving();
        services.AddPrivacy(configuration);
        services.AddFunctions();
        return services;
    }
}
