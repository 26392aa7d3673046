using Azure.Messaging.ServiceBus.Credentials;
using Azure.Messaging.ServiceBus.Retrying;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>The connection of a client, shared by all that it created, opened on first use and again after a loss.</summary>
internal sealed class BusConnection
{
    private readonly Reopening<LiveConnection> _live;
    private readonly BusSettings _settings;

    public BusConnection(BusEndpoint endpoint, IBusCredential credential, BusSettings settings, string? boundEntity)
    {
        Endpoint = endpoint;
        BoundEntity = boundEntity;
        _settings = settings;
        _live = Reopen(token => LiveConnection.OpenAsync(endpoint, credential, settings, token));
    }

    public BusEndpoint Endpoint { get; }

    /// <summary>The entity that the connection string is bound to, if any.</summary>
    public string? BoundEntity { get; }

    public string Identifier => _settings.Identifier;

    public RetryRunner Retry => _settings.Retry;

    public TimeProvider Time => _settings.Time;

    public ServiceBusTransportType TransportType => _settings.TransportType;

    public bool IsClosed => _live.IsClosed;

    public Task<LiveConnection> GetAsync(CancellationToken cancellationToken) => _live.GetAsync(cancellationToken);

    /// <summary>Something to be kept open on this connection.</summary>
    public Reopening<T> Reopen<T>(Func<CancellationToken, Task<T>> open)
        where T : class, IReopenable
        => new(open, () => Retry.TryTimeout, Time);

    public Task CloseAsync() => _live.CloseAsync();
}
