using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The settings of the host in host.json, with what <c>AzureFunctionsJobHost__…</c> settings override.</summary>
internal sealed class HostJson(IConfiguration configuration)
{
    public const string FileName = "host.json";

    /// <summary>What stands before every route; may be empty.</summary>
    public string RoutePrefix => configuration["extensions:http:routePrefix"] ?? "api";

    /// <summary>How many requests are worked on at once; null without limit.</summary>
    public int? MaxConcurrentRequests => Limit("maxConcurrentRequests");

    /// <summary>How many requests there may be, those that wait included; null without limit.</summary>
    public int? MaxOutstandingRequests => Limit("maxOutstandingRequests");

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

    // The host takes -1 for no limit.
    private int? Limit(string name) =>
        int.TryParse(configuration[$"extensions:http:{name}"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
}
