using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace FailureFunctions.Observability;

/// <summary>Sends metrics, spans and logs to Application Insights and to OpenTelemetry collectors, as the settings say.</summary>
internal static class TelemetryExport
{
    // The spans of invocations, which go on in the trace that the host hands over (Microsoft.Azure.Functions.Worker.Core,
    // TraceConstants).
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    // What the package Microsoft.Azure.Functions.Worker.OpenTelemetry sets (UseFunctionsWorkerDefaults): the host no longer
    // exports what the worker exports itself, and invocations are internal spans, not a second request.
    private static readonly Dictionary<string, string> Capabilities = new()
    {
        ["WorkerOpenTelemetryEnabled"] = bool.TrueString,
        ["WorkerOpenTelemetrySchemaVersion"] = "1.37.0",
    };

    /// <summary>
    /// Adds the exporters; none when there is nowhere to send to. Wrong settings add none either: they are reported at start.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// Only our own sources are listened to and the worker's. Those of Azure's clients and of HTTP stay out: their spans
    /// hold URLs, and with them keys of rows, which are addresses.
    /// </remarks>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        var (settings, faults) = TelemetrySettings.Read(configuration);
        foreach (var fault in faults)
            services.AddOptions<TelemetrySettings>().Validate(_ => false, fault).ValidateOnStart();
        if (faults.Count > 0 || !settings.IsWanted)
            return services;
        services.Configure<WorkerOptions>(options =>
        {
            foreach (var (name, value) in Capabilities)
                options.Capabilities[name] = value;
        });
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(AppResource.Of(configuration))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source))
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Source, WorkerSource))
            .WithLogging(configureBuilder: null, configureOptions: options => options.IncludeFormattedMessage = true);
        if (settings.IsOtlp)
            telemetry.UseOtlpExporter();
        if (settings.ConnectionString is not null)
            telemetry.UseApplicationInsights(settings);
        return services;
    }

    private static void UseApplicationInsights(this IOpenTelemetryBuilder telemetry, TelemetrySettings settings)
    {
        telemetry.WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure, settings.Credential));
        telemetry.WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure, settings.Credential));
        telemetry.WithLogging(logging => logging.AddAzureMonitorLogExporter(Configure, settings.Credential));

        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = settings.ConnectionString;
            // Failures are counted by domain in the log, so records must not go missing where their trace is not sampled.
            options.EnableTraceBasedLogsSampler = false;
        }
    }
}
