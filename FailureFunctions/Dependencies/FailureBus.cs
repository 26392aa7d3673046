using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Dependencies;

/// <summary>The Service Bus namespace of the setting <c>FailureBus</c>.</summary>
internal static class FailureBus
{
    public const string Connection = "FailureBus";

    /// <summary>The setting with the address, for identities: such as <c>name.servicebus.windows.net</c>.</summary>
    public const string Address = "fullyQualifiedNamespace";

    public static void AddFailureBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConnection(configuration, Connection, Address, "name.servicebus.windows.net", FaultOf);
        services.AddAzureClients(clients =>
            clients.AddClient<ServiceBusClient, ServiceBusClientOptions>(Connection, Create).ConfigureOptions(KeepShort));
    }

    // Short, because the sender waits: what does not get through within Recording.RecordingLimits stays queued.
    internal static void KeepShort(ServiceBusClientOptions options) => options.RetryOptions = new ServiceBusRetryOptions
    {
        MaxRetries = 2,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromSeconds(1),
        TryTimeout = TimeSpan.FromSeconds(3),
    };

    private static ServiceBusClient Create(ConnectionOptions connection, ServiceBusClientOptions options) =>
        connection.ConnectionString is { } text
            ? new ServiceBusClient(text, options)
            : new ServiceBusClient(connection.Address!, connection.Identity(), options);

    private static string? FaultOf(ConnectionOptions connection)
    {
        _ = Create(connection, new ServiceBusClientOptions());
        return connection.ConnectionString is { } text && ServiceBusConnectionStringProperties.Parse(text).EntityPath is not null
            ? "names one topic (EntityPath); remove EntityPath from the connection string, since the app names its topics itself."
            : null;
    }
}
