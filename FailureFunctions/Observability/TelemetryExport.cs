using Azure.Monitor.OpenTelemetry.Exporter;
using FailureFunctions.Configuration;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace FailureFunctions.Observability;

/// <summary>Sends metrics, spans and logs to Application Insights and to OpenTelemetry collectors, as the settings say.</summary>
internal static class TelemetryExport
{
    /// <summary>
    /// Adds the exporters; none when there is nowhere to send to. Only our own sources and the worker's are exported
    /// (docs/decisions/0004): the spans of Azure's clients and of HTTP hold URLs, and with them keys of rows, which are
    /// addresses.
    /// </summary>
    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TelemetrySettings>(configuration, "");
        var settings = new TelemetrySettings();
        new Settings<TelemetrySettings>(configuration, "").Configure(settings);
        if ((settings.ConnectionString ?? settings.OtlpEndpoint) is null)
            return;
        var instance = configuration["WEBSITE_INSTANCE_ID"] ?? Environment.MachineName;
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .ConfigureResource(resource => resource.AddAttributes([new("service.instance.id", instance)]).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source))
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Source))
            .WithLogging(configureBuilder: null, configureOptions: options => options.IncludeFormattedMessage = true);
        if (settings.OtlpEndpoint is not null)
            telemetry.UseOtlpExporter();
        if (settings.ConnectionString is not null)
            telemetry.UseApplicationInsights(settings.ConnectionString, settings.Credential());
    }

    private static void UseApplicationInsights(this IOpenTelemetryBuilder telemetry, string connectionString, Azure.Core.TokenCredential? credential)
    {
        telemetry.WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure, credential));
        telemetry.WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure, credential));
        telemetry.WithLogging(logging => logging.AddAzureMonitorLogExporter(Configure, credential));

        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connectionString;
            // Failures are counted by domain in the log, so no record may be missing because its trace is not sampled.
            options.EnableTraceBasedLogsSampler = false;
        }
    }
}
