using Azure.Core;
using Azure.Messaging.ServiceBus.Credentials;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The entrance to a Service Bus namespace. It has one AMQP connection, opened on first use and again after a loss, that all senders,
/// receivers and processors share. Safe for use by several threads; keep one and dispose of it at the end.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly BusConnection _connection = null!;

    /// <summary>For mocking.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>Connects with a connection string.</summary>
    /// <param name="connectionString">As the portal shows it; <c>UseDevelopmentEmulator=true</c> means plain TCP, port 5672 unless the endpoint names one.</param>
    /// <exception cref="FormatException">The connection string is not readable.</exception>
    /// <exception cref="ArgumentException">The connection string lacks the endpoint or the key.</exception>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <summary>Connects with a connection string.</summary>
    /// <param name="connectionString">As the portal shows it; <c>UseDevelopmentEmulator=true</c> means plain TCP, port 5672 unless the endpoint names one.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="FormatException">The connection string is not readable.</exception>
    /// <exception cref="ArgumentException">The connection string lacks the endpoint or the key.</exception>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
        : this(ServiceBusConnectionStringProperties.Parse(connectionString), options, TimeProvider.System)
    {
    }

    /// <summary>Connects as an identity of Microsoft Entra ID.</summary>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="credential">Gives the tokens.</param>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is no host name.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <summary>Connects as an identity of Microsoft Entra ID.</summary>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="credential">Gives the tokens.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is no host name.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options)
        : this(EndpointOf(fullyQualifiedNamespace), ClientCredentials.From(credential), options, boundEntity: null, TimeProvider.System)
    {
    }

    /// <summary>Connects with a shared access key.</summary>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="credential">The name of the policy and its key.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is no host name.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions? options = default)
        : this(EndpointOf(fullyQualifiedNamespace), ClientCredentials.From(credential, TimeProvider.System), options, boundEntity: null, TimeProvider.System)
    {
    }

    /// <summary>Connects with a shared access signature.</summary>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="credential">The signature.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is no host name.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions? options = default)
        : this(EndpointOf(fullyQualifiedNamespace), ClientCredentials.From(credential), options, boundEntity: null, TimeProvider.System)
    {
    }

    internal ServiceBusClient(ServiceBusConnectionStringProperties properties, ServiceBusClientOptions? options, TimeProvider time)
        : this(BusEndpoint.FromConnectionString(properties), ClientCredentials.From(properties, time), options, properties.EntityPath, time)
    {
    }

    internal ServiceBusClient(BusEndpoint endpoint, IBusCredential credential, ServiceBusClientOptions? options, string? boundEntity, TimeProvider time)
        => _connection = new BusConnection(endpoint, credential, BusSettings.From(options ?? new ServiceBusClientOptions(), endpoint.Host, time), boundEntity);

    /// <summary>The host name of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _connection.Endpoint.Host;

    /// <summary>The client's name in logs and on the connection.</summary>
    public virtual string Identifier => _connection.Identifier;

    /// <summary>Whether the client was disposed of.</summary>
    public virtual bool IsClosed => _connection.IsClosed;

    /// <summary>How the service is reached.</summary>
    public ServiceBusTransportType TransportType => _connection.TransportType;

    internal BusConnection Connection => _connection;

    /// <summary>A sender; opens nothing yet.</summary>
    /// <param name="queueOrTopicName">The queue or topic.</param>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, new ServiceBusSenderOptions());

    /// <summary>A sender; opens nothing yet.</summary>
    /// <param name="queueOrTopicName">The queue or topic.</param>
    /// <param name="options">Settings.</param>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options)
        => new(_connection, queueOrTopicName, options);

    /// <summary>A receiver of a queue; opens nothing yet.</summary>
    /// <param name="queueName">The queue.</param>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a queue; opens nothing yet.</summary>
    /// <param name="queueName">The queue.</param>
    /// <param name="options">Settings.</param>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options)
        => new(_connection, queueName, options);

    /// <summary>A receiver of a subscription; opens nothing yet.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName)
        => CreateReceiver(topicName, subscriptionName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a subscription; opens nothing yet.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    /// <param name="options">Settings.</param>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        => new(_connection, EntityPaths.Subscription(topicName, subscriptionName), options);

    /// <summary>A processor of a queue; starts nothing yet.</summary>
    /// <param name="queueName">The queue.</param>
    public virtual ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, new ServiceBusProcessorOptions());

    /// <summary>A processor of a queue; starts nothing yet.</summary>
    /// <param name="queueName">The queue.</param>
    /// <param name="options">Settings.</param>
    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions? options)
        => new(_connection, queueName, options);

    /// <summary>A processor of a subscription; starts nothing yet.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName)
        => CreateProcessor(topicName, subscriptionName, new ServiceBusProcessorOptions());

    /// <summary>A processor of a subscription; starts nothing yet.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    /// <param name="options">Settings.</param>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions? options)
        => new(_connection, EntityPaths.Subscription(topicName, subscriptionName), options);

    /// <summary>Closes the connection, and with it everything that the client created.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        GC.SuppressFinalize(this);
    }

    private static BusEndpoint EndpointOf(string fullyQualifiedNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        return BusEndpoint.FromNamespace(fullyQualifiedNamespace);
    }
}
