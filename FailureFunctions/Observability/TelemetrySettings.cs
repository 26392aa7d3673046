using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Observability;

/// <summary>
/// Where telemetry goes, by the settings that Azure Functions and OpenTelemetry give it. The Functions host reads the same
/// (learn.microsoft.com, "Use OpenTelemetry with Azure Functions"), and so does the OTLP exporter
/// (opentelemetry.io, "OTLP Exporter Configuration").
/// </summary>
internal sealed class TelemetrySettings
{
    /// <summary>The connection string of Application Insights.</summary>
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>How Application Insights is reached with an identity: <c>Authorization=AAD</c>, perhaps with <c>ClientId</c>.</summary>
    public const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Where an OpenTelemetry collector listens.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The connection string of Application Insights; null when telemetry does not go there.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>The identity that Application Insights is reached with; null when the connection string alone will do.</summary>
    public TokenCredential? Credential { get; private init; }

    /// <summary>Whether telemetry goes to a collector.</summary>
    public bool IsOtlp { get; private init; }

    /// <summary>Whether telemetry goes anywhere.</summary>
    public bool IsWanted => ConnectionString is not null || IsOtlp;

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns>Where telemetry goes, and what is wrong: each setting that cannot be used, with how to fix it.</returns>
    public static (TelemetrySettings Settings, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string[] faults = [.. TelemetryFaults.Of(name => Text(configuration, name))];
        var authentication = faults.Length == 0 ? Text(configuration, Authentication) : null;
        var settings = new TelemetrySettings
        {
            ConnectionString = Text(configuration, ApplicationInsights),
            IsOtlp = Text(configuration, OtlpEndpoint) is not null,
            Credential = authentication is null ? null : CredentialOf(ConnectionFields.Parse(authentication)),
        };
        return (settings, faults);
    }

    private static ManagedIdentityCredential CredentialOf(Dictionary<string, string> fields) => new(
        fields.TryGetValue("ClientId", out var client)
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned);

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
