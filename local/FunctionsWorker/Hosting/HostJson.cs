using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The settings of the host in host.json, with what <c>AzureFunctionsJobHost__…</c> settings override.</summary>
internal sealed class HostJson(IConfiguration configuration)
{
    public const string FileName = "host.json";

    /// <summary>What stands before every route; may be empty.</summary>
    public string RoutePrefix => configuration["extensions:http:routePrefix"] ?? "api";

    public IConfigurationSection ServiceBus => configuration.GetSection("extensions:serviceBus");

    public IConfigurationSection LogLevels => configuration.GetSection("logging:logLevel");

    /// <exception cref="FunctionWorkerException">The file is no JSON.</exception>
    public static HostJson Load(string folder, IConfiguration settings)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new HostJson(new ConfigurationBuilder()
                .AddJsonFile(path, optional: true, reloadOnChange: false)
                .AddConfiguration(settings.GetSection("AzureFunctionsJobHost"))
                .Build());
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new FunctionWorkerException($"{path} cannot be read: {exception.GetBaseException().Message}", exception);
        }
    }
}
