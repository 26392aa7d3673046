using System.Security.Authentication;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Configuration;
using FailureFunctions.Observability;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Dependencies;

/// <summary>The setting <c>FailureBus</c>.</summary>
internal sealed class BusConnection() : ConnectionOptions(FailureBus.Connection, Key, "name.servicebus.windows.net")
{
    private const string Key = "fullyQualifiedNamespace";

    [ConfigurationKeyName(Key)]
    public override string? Address { get; set; }

    public ServiceBusClient Create(ServiceBusClientOptions options) => ConnectionString is { } text
        ? new ServiceBusClient(text, options)
        : new ServiceBusClient(Address!, Identity(), options);

    protected override string? TryClient()
    {
        _ = Create(new ServiceBusClientOptions());
        return ConnectionString is { } text && ServiceBusConnectionStringProperties.Parse(text).EntityPath is not null
            ? "names one topic (EntityPath); remove EntityPath from the connection string, since the app names its topics itself."
            : null;
    }
}

/// <summary>The Service Bus namespace: its client, and whether it works.</summary>
internal static class FailureBus
{
    public const string Connection = "FailureBus";

    /// <summary>The name in the readiness answer.</summary>
    public const string Check = "bus";

    /// <summary>How long the readiness check may take: with an identity the first token alone takes seconds.</summary>
    public static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(6);

    /// <summary>Adds the client, and the readiness check, which opens a link to the topic.</summary>
    public static void AddFailureBus(this IServiceCollection services, IConfiguration configuration, string topic)
    {
        services.AddSettings<BusConnection>(configuration, Connection);
        services.SilenceClients();
        services.AddAzureClients(clients => clients.AddClient<ServiceBusClient, ServiceBusClientOptions>(
            (options, provider) => provider.GetRequiredService<IOptions<BusConnection>>().Value.Create(options)).ConfigureOptions(KeepShort));
        services.AddDependencyCheck(
            Check, CheckLimit, provider => [Probe(provider.GetRequiredService<ServiceBusClient>(), topic)], exception => HintOf(exception, topic));
    }

    // Short, because the sender waits.
    internal static void KeepShort(ServiceBusClientOptions options) => options.RetryOptions = new ServiceBusRetryOptions
    {
        MaxRetries = 2,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromSeconds(1),
        TryTimeout = TimeSpan.FromSeconds(3),
    };

    /// <summary>
    /// Opens a link to the topic and closes it again: authorised and attached by the service, without a message. The role
    /// Azure Service Bus Data Sender is enough.
    /// </summary>
    internal static Probe Probe(ServiceBusClient client, string topic) => new(async cancellationToken =>
    {
        // A sender's first batch opens its link, to learn how large a batch may be; an open link would prove nothing. Hence a
        // new sender each time.
        await using var sender = client.CreateSender(topic);
        using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
    });

    /// <summary>What to fix, by what the bus's client threw.</summary>
    internal static string HintOf(Exception exception, string topic) => exception switch
    {
        UnauthorizedAccessException =>
            $"Access is refused. Give the app's identity the role Azure Service Bus Data Sender on the topic {topic}, or fix the key in the setting FailureBus.",
        AuthenticationException =>
            "The namespace's certificate is not trusted. Check that its host name resolves to the namespace (DNS of the private endpoint), and that no proxy intercepts TLS.",
        AuthenticationFailedException =>
            "The app's identity cannot get a token. Check that it is assigned to the app, and check the settings FailureBus__credential and FailureBus__clientId.",
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } =>
            $"There is no topic {topic}. Deploy it; check the setting FailureBus.",
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } =>
            $"The topic {topic} is disabled. Enable it in the portal.",
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy } =>
            "The namespace is busy. Usually temporary. If it persists, add messaging units.",
        TimeoutException
            or ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem } =>
            "No answer. Check that the app reaches the namespace (port 5671, private endpoint), and check the setting FailureBus.",
        _ => $"Messages cannot be sent ({Fault.TypeOf(exception)}). Check the setting FailureBus.",
    };
}
