using System.Diagnostics.Metrics;
using FailureFunctions.Configuration;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Privacy;

/// <summary>Counts removed rows: docs/telemetry.md.</summary>
internal sealed class RemovalMetrics(IMeterFactory meters)
{
    public const string Retention = "retention";
    public const string Erasure = "erasure";

    private readonly Counter<long> _removed = meters.Create(TelemetryNames.Source)
        .CreateCounter<long>("failurefunctions.rows.removed", "{row}", "Rows removed, by table and by what.");

    public void Count(string table, string by, int rows)
    {
        if (rows > 0)
            _removed.Add(rows, KeyValuePair.Create<string, object?>("table", table), KeyValuePair.Create<string, object?>("by", by));
    }
}

internal static class PrivacyServices
{
    /// <summary>Adds retention and erasure, over all tables that are registered as <see cref="IExpiringTable"/> and <see cref="IErasableTable"/>.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RetentionOptions>(configuration, "Retention", refuseUnknown: true);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddSingleton<RemovalMetrics>();
        services.AddSingleton<Retention>();
        services.AddSingleton<RecipientErasure>();
        return services;
    }
}
