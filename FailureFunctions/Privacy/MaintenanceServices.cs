using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Privacy;

/// <summary>Puts together what removes rows: by age, and by recipient.</summary>
internal static class MaintenanceServices
{
    public static IServiceCollection AddRetentionAndErasure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Configure(options => options.Read(configuration.GetSection(RetentionOptions.Section))).ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddSingleton<RemovalMetrics>();
        services.AddSingleton<TableRetentionPasses>();
        services.AddSingleton<FailureRetention>();

        // In this order: first what others would write the rest from.
        services.AddSingleton<IErasableTable, OutboxErasure>();
        services.AddSingleton<IErasableTable, RejectedErasure>();
        services.AddSingleton<IErasableTable, FailuresErasure>();
        services.AddSingleton<IErasableTable, RetentionPlaceErasure>();
        services.AddSingleton<RecipientErasure>();
        return services;
    }
}
