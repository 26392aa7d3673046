using Azure.Core.Extensions;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Dependencies;

/// <summary>Connections to Azure's services: settings checked at start, clients made when first used and disposed with the app.</summary>
internal static class Connections
{
    /// <summary>Adds the settings of a connection: see <see cref="ConnectionValidator"/>.</summary>
    public static void AddConnection(
        this IServiceCollection services, IConfiguration configuration, string name, string address, string example, Func<ConnectionOptions, string?> probe)
    {
        services.AddOptions<ConnectionOptions>(name).Configure(options => options.Read(configuration.GetSection(name), address)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectionOptions>>(new ConnectionValidator(name, address, example, probe));
        // The clients' own log stays out of the app's: its URLs hold keys of rows, and with them addresses. A forwarder that
        // was stopped is not started again.
        services.TryAddSingleton(_ =>
        {
            var forwarder = new AzureEventSourceLogForwarder(NullLoggerFactory.Instance);
            forwarder.Start();
            forwarder.Dispose();
            return forwarder;
        });
    }

    /// <summary>
    /// Adds a client of a connection; further ones of the same type need a name. The library could bind the section too, but
    /// not by the names that Azure Functions uses (<c>tableServiceUri</c>), and it would let settings change any client option.
    /// </summary>
    public static IAzureClientBuilder<TClient, TOptions> AddClient<TClient, TOptions>(
        this AzureClientFactoryBuilder clients, string connection, Func<ConnectionOptions, TOptions, TClient> create)
        where TOptions : class
        => clients.AddClient<TClient, TOptions>((options, provider) =>
            create(provider.GetRequiredService<IOptionsMonitor<ConnectionOptions>>().Get(connection), options));
}
