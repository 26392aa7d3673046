using System.Net.Sockets;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;
using FailureFunctions.Local.ServiceBusEmulator.Service;

namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>
/// A Service Bus broker in memory for development and tests: AMQP 1.0 over plain TCP on the loopback addresses. Clients
/// of Service Bus use it with <c>UseDevelopmentEmulator=true</c> in their connection string.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly EmulatorOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SharedAccess _sharedAccess;
    private BrokerNamespace _entities;
    private PortListener? _listener;
    private long _transfers;

    private EmulatorServer(EmulatorOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _sharedAccess = new SharedAccess(options.KeyName, options.Key);
        _entities = BuildEntities();
        Faults = new Faults(timeProvider, () => _listener?.DropConnections());
    }

    /// <summary>The TCP port where it listens.</summary>
    public int Port { get; private set; }

    /// <summary>A connection string for clients of Service Bus.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Port};SharedAccessKeyName={_options.KeyName};SharedAccessKey={_options.Key};UseDevelopmentEmulator=true;";

    /// <summary>How many transfers clients have sent to queues and topics; a batch is one.</summary>
    public long Transfers => Interlocked.Read(ref _transfers);

    /// <summary>Failures to bring about in tests.</summary>
    public Faults Faults { get; }

    /// <summary>
    /// Starts the emulator; on return it accepts connections. The clock is for locks, times to live, schedules and
    /// duplicate detection; without one it is the system's.
    /// </summary>
    /// <exception cref="PortInUseException">Another program uses the port.</exception>
    public static Task<EmulatorServer> StartAsync(EmulatorOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new EmulatorServer(options, timeProvider ?? TimeProvider.System);
        server.Listen(options.Port);
        return Task.FromResult(server);
    }

    /// <summary>Frees the port and cuts the connections. Messages are kept for a later <see cref="RestartAsync"/>.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
            await listener.DisposeAsync();
    }

    /// <summary>Starts again on the same port; keeps messages, locks and remembered message ids if it should.</summary>
    public async Task RestartAsync(bool keepMessages)
    {
        await StopAsync();
        if (!keepMessages)
        {
            _entities.Dispose();
            _entities = BuildEntities();
        }

        Listen(Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _entities.Dispose();
    }

    private void Listen(int port)
    {
        _listener = PortListener.Open(port, ServeAsync);
        Port = _listener.Port;
    }

    private Task ServeAsync(Socket socket) => Faults.RefuseConnections
        ? Task.CompletedTask
        : ClientConnection.ServeAsync(
            socket,
            new ConnectionLinks(
                _entities, _sharedAccess, Faults, _timeProvider, _options.MaxMessageSize,
                countTransfer: () => Interlocked.Increment(ref _transfers), cutConnection: socket.Dispose),
            _options);

    private BrokerNamespace BuildEntities() => new(_options.Configuration.Build(_timeProvider));
}
