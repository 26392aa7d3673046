using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Copernica.Signing;
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

        services.AddSingleton<TableFailureStore>();
        services.AddSingleton<TableFailureOutbox>();
        services.AddSingleton<TableRejectedNotifications>();
        services.AddSingleton<ServiceBusFailurePublisher>();
        services.AddDependencyCalls();
        services.AddSingleton<IFailureStore>(provider => provider.GetRequiredService<TableFailureStore>());
        services.AddSingleton<IFailureOutbox>(provider => provider.GetRequiredService<TableFailureOutbox>());
        services.AddSingleton<IRejectedNotifications>(provider => provider.GetRequiredService<TableRejectedNotifications>());
        services.AddSingleton<IFailurePublisher>(provider => provider.GetRequiredService<ServiceBusFailurePublisher>());
        services.AddSingleton<IOutboxEntries, TableOutboxEntries>();

        services.AddSingleton<NotificationReader>();
        services.AddSingleton<ReplyClassifier>();
        services.AddSingleton<FailureFactory>();
        services.AddSingleton<FailureRecorder>();
        services.AddSingleton<IFailureCompletion>(provider => provider.GetRequiredService<FailureRecorder>());
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxDrain>();
        services.AddSingleton<ReplayWindow<IntakeResult>>();
        services.AddSingleton<IntakeMetrics>();
        services.AddSingleton<NotificationPipeline>();
        services.AddSingleton<FailureIntake>();
        services.AddSingleton<IKeptNotifications, TableKeptNotifications>();
        services.AddSingleton<RejectionReplay>();
        services.AddHostedService<Preparation>();
        services.AddRetentionAndErasure(configuration);

        services.AddHealthChecks().AddCheck<TablesCheck>(TablesCheck.Name).AddCheck<BusCheck>(BusCheck.Name);
        services.AddSingleton<SharedReadiness>();
        return services;
    }
}
