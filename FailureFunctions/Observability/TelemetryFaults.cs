using System.Globalization;

namespace FailureFunctions.Observability;

/// <summary>What is wrong with the settings of telemetry. Their values may be secrets, and are not repeated.</summary>
internal static class TelemetryFaults
{
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>Looks at all settings.</summary>
    /// <param name="setting">Gives the value of a setting; null when it is not set.</param>
    /// <returns>A line for each that cannot be used.</returns>
    public static IEnumerable<string> Of(Func<string, string?> setting)
    {
        foreach (var (name, fault) in All())
        {
            if (fault is not null)
                yield return $"{name}: {fault}";
        }

        IEnumerable<(string Name, string? Fault)> All()
        {
            var insights = setting(TelemetrySettings.ApplicationInsights);
            yield return Check(TelemetrySettings.ApplicationInsights, ConnectionString);
            yield return Check(TelemetrySettings.Authentication, text => insights is null
                ? $"set without {TelemetrySettings.ApplicationInsights}; set that too, or remove this."
                : AuthenticationString(text));
            yield return Check(TelemetrySettings.OtlpEndpoint, Endpoint);
            yield return Check("OTEL_EXPORTER_OTLP_PROTOCOL", Protocol);
            yield return Check("OTEL_EXPORTER_OTLP_HEADERS", Headers);
            yield return Check("OTEL_EXPORTER_OTLP_TIMEOUT", Timeout);
        }

        (string Name, string? Fault) Check(string name, Func<string, string?> fault) =>
            (name, setting(name) is { } value ? fault(value) : null);
    }

    private static string? ConnectionString(string text)
    {
        var fields = ConnectionFields.Parse(text);
        if (!fields.TryGetValue("InstrumentationKey", out var key) || !Guid.TryParse(key, out _))
            return "not a valid connection string (no InstrumentationKey that is a GUID); copy it from Application Insights.";
        return fields.TryGetValue("IngestionEndpoint", out var endpoint) && !IsHttp(endpoint)
            ? "not a valid connection string (IngestionEndpoint is not a URL); copy it from Application Insights."
            : null;
    }

    private static string? AuthenticationString(string text)
    {
        var fields = ConnectionFields.Parse(text);
        var isIdentity = fields.Remove("Authorization", out var authorization)
            && authorization.Equals("AAD", StringComparison.OrdinalIgnoreCase);
        var isClient = !fields.Remove("ClientId", out var client) || Guid.TryParse(client, out _);
        return isIdentity && isClient && fields.Count == 0
            ? null
            : "not a known way to authenticate; write Authorization=AAD, or Authorization=AAD;ClientId= and the client id of a user-assigned identity.";
    }

    private static string? Endpoint(string text) =>
        IsHttp(text) ? null : "not a URL; write one such as http://localhost:4317.";

    private static string? Protocol(string text) => Protocols.Contains(text, StringComparer.Ordinal)
        ? null
        : $"\"{text}\" is unknown; write one of {string.Join(", ", Protocols)}.";

    private static string? Headers(string text) =>
        text.Split(',').All(part => part.IndexOf('=', StringComparison.Ordinal) > 0)
            ? null
            : "not a list of headers; write name=value, several separated by commas.";

    private static string? Timeout(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? null
            : "not a number of milliseconds; write one such as 10000.";

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
