using FailureFunctions.Configuration;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Suppression;

internal static class SuppressionServices
{
    public static IServiceCollection AddSuppression(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SuppressionOptions>(configuration, SuppressionOptions.Section, refuseUnknown: true);
        return services
            .AddSingleton(provider => new SuppressionTable(provider.GetRequiredService<BusyTables>().Service))
            .AddSingleton(provider => provider.GetRequiredService<SuppressionTable>().Created)
            .AddSingleton<ISuppressionRows>(provider => provider.GetRequiredService<SuppressionTable>())
            .AddSingleton<ProtectedDomains>()
            .AddSingleton<IProtectedDomains>(provider => provider.GetRequiredService<ProtectedDomains>())
            .AddSingleton<SuppressionPublisher>()
            .AddSingleton<ISuppressionPublisher>(provider => provider.GetRequiredService<SuppressionPublisher>())
            .AddSingleton(provider => new PreparationStep(
                $"topic {SuppressionEvent.Topic}",
                provider.GetRequiredService<SuppressionPublisher>().PrepareAsync,
                exception => FailureBus.HintOf(exception, SuppressionEvent.Topic)))
            .AddSingleton<SuppressionList>()
            .AddSingleton<SuppressionListing>()
            .AddSingleton<SuppressionImport>()
            .AddSingleton<BulkRelease>()
            .AddSingleton<SuppressionRebuild>()
            .AddSingleton<IFailureNotices, SuppressionSubscription>()
            .AddSingleton<SuppressionRemoval>()
            .AddSingleton<IErasableTable>(provider => provider.GetRequiredService<SuppressionRemoval>())
            .AddSingleton<IExpiringTable>(provider => provider.GetRequiredService<SuppressionRemoval>())
            .AddSingleton<SuppressionMetrics>()
            .AddSingleton<SuppressionUpdater>();
    }
}
