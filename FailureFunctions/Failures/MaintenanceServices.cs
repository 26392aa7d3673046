using FailureFunctions.Failures.Erasure;
using FailureFunctions.Failures.Retention;
using FailureFunctions.Failures.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Failures;

/// <summary>Puts together what removes rows: by age, and by recipient.</summary>
internal static class MaintenanceServices
{
    /// <summary>Adds retention and erasure.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong.</exception>
    public static IServiceCollection AddRetentionAndErasure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(RetentionOptions.Read(configuration));
        services.AddSingleton(MaintenanceTables.Create(configuration));
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
