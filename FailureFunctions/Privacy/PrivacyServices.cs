using FailureFunctions.Configuration;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Privacy;

internal static class PrivacyServices
{
    /// <summary>Adds retention and erasure, over all tables that are registered as <see cref="IExpiringTable"/> and <see cref="IErasableTable"/>.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RetentionOptions>(configuration, RetentionOptions.Section, refuseUnknown: true);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddSingleton<RemovalMetrics>();
        services.AddSingleton<RetentionProgress>();
        services.AddSingleton<IErasableTable>(provider => provider.GetRequiredService<RetentionProgress>());
        services.AddSingleton<Retention>();
        services.AddSingleton<RecipientErasure>();
        return services;
    }
}
