using System.Net.Sockets;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Listener;
using Amqp.Sasl;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// One client connection: the library's container host with a listener of a single connection. The library would wait
/// for each login before it takes the next connection from a transport provider; so it would let one silent client keep
/// all others out.
/// </summary>
internal sealed class ClientConnection : ContainerHost, IContainer, IHandler
{
    /// <summary>
    /// For clients that speak HTTP to the AMQP port: Microsoft's administration client and AMQP over WebSockets. Without
    /// an answer they would retry and then report a broken connection.
    /// </summary>
    private const string HttpRefusal =
        "HTTP is not supported by this emulator, neither the administration client nor AMQP over WebSockets. "
        + "Declare queues, topics, subscriptions and rules in its configuration file, and connect with AMQP over TCP (AmqpTcp).";

    private const string Scheme = "socket";
    private const int HeaderSize = 8;
    private const byte SaslProtocol = 3;
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _accepted;

    private ClientConnection(SocketTransport transport, ILinkProcessor links, EmulatorOptions options, bool login)
        : base(new Address("localhost", options.Port, null, null, "/", Scheme))
    {
        CustomTransports.Add(Scheme, new SingleTransport(this, transport));
        RegisterLinkProcessor(links);

        // The link processor reads all addresses: the library cannot read that of a transaction coordinator.
        AddressResolver = (_, _) => "";
        var listener = Listeners[0];
        listener.HandlerFactory = _ => this;
        listener.AMQP.ContainerId = "servicebus-emulator";
        listener.AMQP.MaxFrameSize = 64 * 1024;
        listener.AMQP.IdleTimeout = 480_000;
        listener.AMQP.MaxSessionsPerConnection = ushort.MaxValue;
        listener.AMQP.MaxLinksPerSession = ushort.MaxValue;
        if (!login)
            return;

        // With all but PLAIN the client shows its rights later, at $cbs.
        listener.SASL.EnableMechanism("MSSBCBS", SaslProfile.Anonymous);
        listener.SASL.EnablePlainMechanism(options.KeyName, options.Key);
        listener.SASL.EnableAnonymousMechanism = true;
        listener.SASL.EnableExternalMechanism = true;
    }

    /// <summary>Serves a connection until either side ends it.</summary>
    public static async Task ServeAsync(Socket socket, ILinkProcessor links, EmulatorOptions options)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var limit = new CancellationTokenSource(HeaderLimit);
        var header = new byte[HeaderSize];
        if (await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, limit.Token) < HeaderSize)
            return;

        if (header is not [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', var protocol, ..])
        {
            await RefuseAsync(socket, stream, IsHttp(header)
                ? $"HTTP/1.1 501 Not Implemented\r\nContent-Type: text/plain\r\nContent-Length: {HttpRefusal.Length}\r\nConnection: close\r\n\r\n{HttpRefusal}"
                : "AMQP\0\u0001\0\0");
            return;
        }

        var transport = new SocketTransport(stream, header);
        var connection = new ClientConnection(transport, links, options, login: protocol == SaslProtocol);
        connection.Open();
        await Task.WhenAll(connection._closed.Task, transport.Closed);
    }

    Message IContainer.CreateMessage(ByteBuffer buffer) => new WireMessage(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray());

    bool IHandler.CanHandle(EventId id) => id is EventId.ConnectionAccept or EventId.ConnectionRemoteOpen or EventId.SessionRemoteOpen or EventId.SendDelivery;

    void IHandler.Handle(Event protocolEvent)
    {
        switch (protocolEvent.Id, protocolEvent.Context)
        {
            case (EventId.ConnectionAccept, _):
                _accepted = true;
                protocolEvent.Connection.AddClosedCallback((_, _) => _closed.TrySetResult());
                break;
            case (EventId.ConnectionRemoteOpen, Open { IdleTimeOut: > 1 } open):
                // The library sends a heartbeat only when the whole time is over, which is too late for Microsoft's .NET client.
                open.IdleTimeOut /= 2;
                break;
            case (EventId.SessionRemoteOpen, _) when protocolEvent.Connection.ConnectionState != ConnectionState.Opened:
                throw new AmqpException(ErrorCode.NotAllowed, "The first frame must be an open.");
            case (EventId.SendDelivery, IDelivery { Message: WireMessage message } delivery):
                // The library numbers deliveries, but their tags are the lock tokens.
                delivery.Tag = message.Tag;
                break;
        }
    }

    /// <summary>Whether the first bytes begin an HTTP request: a method and a blank.</summary>
    private static bool IsHttp(ReadOnlySpan<byte> start)
    {
        var blank = start.IndexOf((byte)' ');
        return blank > 0 && !start[..blank].ContainsAnyExceptInRange((byte)'A', (byte)'Z');
    }

    /// <summary>
    /// Answers and closes. What the client still sends is read first: a socket that is closed with unread bytes resets
    /// the connection, and the client may then lose the answer.
    /// </summary>
    private static async Task RefuseAsync(Socket socket, NetworkStream stream, string answer)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        socket.Shutdown(SocketShutdown.Send);
        using var limit = new CancellationTokenSource(LingerLimit);
        var unread = new byte[4096];
        while (await stream.ReadAsync(unread, limit.Token) > 0)
        {
            // Nothing is done with it.
        }
    }

    /// <summary>Gives the listener its only connection.</summary>
    private sealed class SingleTransport(ClientConnection owner, SocketTransport transport) : TransportProvider
    {
        private bool _given;

        public override Task<IAsyncTransport> CreateAsync(Address address)
        {
            if (!_given)
            {
                _given = true;
                return Task.FromResult<IAsyncTransport>(transport);
            }

            // The listener asks for the next connection once it serves this one, or has refused its login.
            if (!owner._accepted)
            {
                transport.Close();
                owner._closed.TrySetResult();
            }

            return new TaskCompletionSource<IAsyncTransport>().Task;
        }
    }
}
