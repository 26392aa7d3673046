using System.Reflection;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Resources;

namespace FailureFunctions.Observability;

/// <summary>
/// Which app telemetry comes from, by the variables that Azure sets. <c>OTEL_SERVICE_NAME</c> and
/// <c>OTEL_RESOURCE_ATTRIBUTES</c> come first.
/// </summary>
internal static class AppResource
{
    /// <summary>Reads the variables.</summary>
    /// <returns>Describes the app to OpenTelemetry.</returns>
    public static Action<ResourceBuilder> Of(IConfiguration configuration)
    {
        var app = Assembly.GetExecutingAssembly().GetName();
        var site = configuration["WEBSITE_SITE_NAME"];
        var instance = configuration["WEBSITE_INSTANCE_ID"];
        var region = configuration["REGION_NAME"];
        return resource =>
        {
            resource.AddService(
                site ?? app.Name!,
                serviceVersion: app.Version?.ToString(),
                autoGenerateServiceInstanceId: false,
                serviceInstanceId: instance ?? Environment.MachineName);
            if (site is not null)
                resource.AddAttributes([new("cloud.provider", "azure"), new("cloud.platform", "azure_functions"), new("cloud.region", region ?? "")]);
            resource.AddEnvironmentVariableDetector();
        };
    }
}
