using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Failures.Publishing;

/// <summary>The Service Bus namespace of the setting <c>FailureBus</c>.</summary>
public static class FailureBus
{
    /// <summary>The connection's name.</summary>
    public const string Connection = "FailureBus";

    /// <summary>The setting with the address, for identities: such as <c>name.servicebus.windows.net</c>.</summary>
    public const string Address = "fullyQualifiedNamespace";

    /// <summary>Makes a client of the namespace.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns>The client.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The setting is missing or cannot be used.</exception>
    public static ServiceBusClient Create(IConfiguration configuration)
    {
        var options = new ServiceBusClientOptions
        {
            // Short, because the sender waits: what does not get through within Recording.RecordingLimits stays queued.
            RetryOptions = new ServiceBusRetryOptions
            {
                MaxRetries = 2,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(1),
                TryTimeout = TimeSpan.FromSeconds(3),
            },
        };
        return ConnectionSetting.Read(configuration, Connection, Address).Client(setting => setting.ConnectionString is { } text
            ? new ServiceBusClient(text, options)
            : new ServiceBusClient(setting.Address!, setting.Credential(), options));
    }
}
