using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using FailureFunctions.Configuration;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace FailureFunctions.Observability;

/// <summary>
/// Where telemetry goes, by the settings that Azure Functions and OpenTelemetry define. The Functions host reads the same
/// (learn.microsoft.com, "Use OpenTelemetry with Azure Functions"), and so does the OTLP exporter
/// (opentelemetry.io, "OTLP Exporter Configuration"). They are checked here too (docs/decisions/0007): the exporters silently
/// ignore an endpoint, protocol, time limit or key that they cannot use, and for the rest end the start with a stack trace.
/// </summary>
internal sealed class TelemetrySettings : IValidatableObject
{
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [ConfigurationKeyName(ApplicationInsights)]
    public string? ConnectionString { get; set; }

    [ConfigurationKeyName(Authentication)]
    public string? AuthenticationString { get; set; }

    [ConfigurationKeyName(Otlp)]
    public string? OtlpEndpoint { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_PROTOCOL")]
    [AllowedValues(null, "grpc", "http/protobuf", ErrorMessage = "unknown; write grpc or http/protobuf.")]
    public string? OtlpProtocol { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_HEADERS")]
    [RegularExpression("[^=,]+=[^,]*(,[^=,]+=[^,]*)*", ErrorMessage = "not a list of headers; write name=value, several separated by commas.")]
    public string? OtlpHeaders { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_TIMEOUT")]
    [Description("milliseconds, such as 10000")]
    [Range(1, int.MaxValue, ErrorMessage = "out of bounds; write milliseconds, such as 10000.")]
    public int? OtlpTimeout { get; set; }

    /// <summary>The identity that Application Insights is sent to with; null when the connection string is enough.</summary>
    public TokenCredential? Credential() => AuthenticationString is null ? null : new ManagedIdentityCredential(
        Fields(AuthenticationString).TryGetValue("ClientId", out var client)
            ? ManagedIdentityId.FromUserAssignedClientId((string)client)
            : ManagedIdentityId.SystemAssigned);

    // No message repeats a value: it may be a secret.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString is { } text && !IsConnectionString(Fields(text)))
            yield return new("not a valid connection string (InstrumentationKey is a GUID, IngestionEndpoint a URL); copy it from Application Insights.", [ApplicationInsights]);
        if (AuthenticationString is not null && ConnectionString is null)
            yield return new($"set without {ApplicationInsights}; set that too, or remove this.", [Authentication]);
        else if (AuthenticationString is { } authentication && !IsIdentity(Fields(authentication)))
            yield return new("not a known way to authenticate; write Authorization=AAD, or Authorization=AAD;ClientId= and the client id of a user-assigned identity.", [Authentication]);
        if (OtlpEndpoint is { } endpoint && !IsHttp(endpoint))
            yield return new("not a URL; write one such as http://localhost:4317.", [Otlp]);
    }

    private static bool IsConnectionString(DbConnectionStringBuilder fields) =>
        fields.TryGetValue("InstrumentationKey", out var key) && Guid.TryParse((string)key, out _)
        && (!fields.TryGetValue("IngestionEndpoint", out var endpoint) || IsHttp((string)endpoint));

    private static bool IsIdentity(DbConnectionStringBuilder fields) =>
        fields.TryGetValue("Authorization", out var authorization) && "AAD".Equals((string)authorization, StringComparison.OrdinalIgnoreCase)
        && (fields.Count == 1 || (fields.Count == 2 && fields.TryGetValue("ClientId", out var client) && Guid.TryParse((string)client, out _)));

    /// <summary>The fields of a text such as <c>Authorization=AAD;ClientId=…</c>; none when it cannot be read.</summary>
    private static DbConnectionStringBuilder Fields(string text)
    {
        var fields = new DbConnectionStringBuilder();
        try
        {
            fields.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            fields.Clear();
        }
        return fields;
    }

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

/// <summary>Sends metrics, spans and logs to Application Insights and to OpenTelemetry collectors, as the settings say.</summary>
internal static class TelemetryExport
{
    // Internal, so by its name; a test holds it.
    internal const string ForwardsToHost = "Microsoft.Azure.Functions.Worker.Logging.WorkerLoggerProvider";

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
        // With exporters the host keeps no record of ours, and only shows it: not worth a message to it for each failure.
        services.Configure<LoggerFilterOptions>(options => options.Rules.Add(
            new LoggerFilterRule(ForwardsToHost, nameof(FailureFunctions), LogLevel.Warning, filter: null)));
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

    private static void UseApplicationInsights(this IOpenTelemetryBuilder telemetry, string connectionString, TokenCredential? credential)
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
