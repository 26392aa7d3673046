using Amqp;
using Amqp.Sasl;
using Azure.Messaging.ServiceBus.Credentials;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>One AMQP connection, from its opening to its loss, and the authorisations put on it.</summary>
internal sealed class LiveConnection : IReopenable
{
    private readonly CancellationTokenSource _closed = new();

    private LiveConnection(Connection connection, BusEndpoint endpoint, IBusCredential credential, BusSettings settings)
    {
        Connection = connection;
        Authorisations = new Authorisations(connection, endpoint, credential, settings, _closed.Token);
        connection.AddClosedCallback((_, _) => _closed.Cancel());
    }

    public bool IsOpen => !Connection.IsClosed;

    public Connection Connection { get; }

    public Authorisations Authorisations { get; }

    public static async Task<LiveConnection> OpenAsync(
        BusEndpoint endpoint,
        IBusCredential credential,
        BusSettings settings,
        CancellationToken cancellationToken)
    {
        if (settings.TransportType == ServiceBusTransportType.AmqpWebSockets)
        {
            throw new NotSupportedException(
                "This stand-in for Azure.Messaging.ServiceBus connects by TCP only. Set TransportType to AmqpTcp, or build with UseAzurePackages=true.");
        }

        var factory = new ConnectionFactory();
        factory.AMQP.HostName = endpoint.Host;
        factory.AMQP.ContainerId = settings.Identifier;
        factory.AMQP.IdleTimeout = (int)Math.Min(settings.IdleTimeout.TotalMilliseconds, int.MaxValue);
        factory.AMQP.MaxSessionsPerConnection = 4096;
        factory.SASL.Profile = SaslProfile.Anonymous;
        factory.SSL.RemoteCertificateValidationCallback = settings.CertificateValidationCallback;
        var address = new Address(endpoint.Host, endpoint.Port, user: null, password: null, "/", endpoint.UseTls ? "amqps" : "amqp");
        var opening = factory.CreateAsync(address, cancellationToken);
        try
        {
            // Not every step of the opening heeds the token.
            return new LiveConnection(await opening.WaitAsync(cancellationToken), endpoint, credential, settings);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                late => late.IsCompletedSuccessfully ? Closing.CloseQuietlyAsync(late.Result) : Task.FromException(late.Exception ?? new AggregateException()),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            throw;
        }
    }

    public async Task<SendLink> OpenSenderAsync(string entityPath, string identifier, CancellationToken cancellationToken)
    {
        await Authorisations.EnsureAsync(entityPath, cancellationToken);
        return await SendLink.OpenAsync(Connection, entityPath, identifier, cancellationToken);
    }

    public async Task<ReceiveLink> OpenReceiverAsync(string entityPath, ReceiveLinkSettings settings, CancellationToken cancellationToken)
    {
        await Authorisations.EnsureAsync(entityPath, cancellationToken);
        return await ReceiveLink.OpenAsync(Connection, entityPath, settings, cancellationToken);
    }

    public async Task<RequestLink> OpenManagementAsync(string entityPath, CancellationToken cancellationToken)
    {
        var address = entityPath + "/$management";
        await Authorisations.EnsureAsync(address, cancellationToken);
        return await RequestLink.OpenAsync(Connection, address, entityPath, cancellationToken);
    }

    public async Task CloseAsync() => await Closing.CloseQuietlyAsync(Connection);
}
