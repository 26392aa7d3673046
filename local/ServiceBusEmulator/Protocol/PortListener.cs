using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// Accepts connections on a port of the loopback addresses. AMQPNetLite's own TCP listener cannot be used here: it
/// listens on all addresses, shares its port with other programs, and sends its SASL header before it has read whether
/// the client speaks AMQP at all.
/// </summary>
internal sealed class PortListener : IAsyncDisposable
{
    private const int FreePortAttempts = 10;
    private readonly ConcurrentDictionary<Socket, Task> _connections = [];
    private readonly IReadOnlyList<Socket> _sockets;
    private readonly Func<Socket, Task> _serve;
    private readonly Task[] _accepting;
    private volatile bool _stopping;

    private PortListener(IReadOnlyList<Socket> sockets, Func<Socket, Task> serve)
    {
        _sockets = sockets;
        _serve = serve;
        Port = PortOf(sockets[0]);
        _accepting = [.. sockets.Select(AcceptAsync)];
    }

    public int Port { get; }

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="serve">Serves a connection until either side ends it; the socket is closed afterwards.</param>
    /// <exception cref="PortInUseException">Another program uses the port.</exception>
    public static PortListener Open(int port, Func<Socket, Task> serve)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Bind(IPAddress.Loopback, port);
            try
            {
                // "localhost" may mean either address, and not every machine has both.
                return new PortListener(HasLoopback6() ? [first, Bind(IPAddress.IPv6Loopback, PortOf(first))] : [first], serve);
            }
            catch (PortInUseException)
            {
                first.Dispose();
                if (port != 0 || attempt == FreePortAttempts)
                    throw;
            }
        }
    }

    /// <summary>Cuts all connections; new ones are accepted.</summary>
    public void DropConnections()
    {
        foreach (var socket in _connections.Keys)
            socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        foreach (var socket in _sockets)
            socket.Dispose();
        await Task.WhenAll(_accepting);
        DropConnections();
        await Task.WhenAll(_connections.Values);
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static bool HasLoopback6()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            if (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
                throw new PortInUseException(port);
            throw;
        }
    }

    private async Task AcceptAsync(Socket listening)
    {
        while (!_stopping)
        {
            try
            {
                var socket = await listening.AcceptAsync();
                socket.NoDelay = true;

                // Added before it is served, so that its end finds it.
                var serving = new Task<Task>(() => ServeAsync(socket));
                _connections[socket] = serving.Unwrap();
                serving.Start(TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The client has gone again, or the emulator stops.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await _serve(socket);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone, or the emulator stops: there is nobody to tell.
        }
        finally
        {
            socket.Dispose();
            _connections.TryRemove(socket, out _);
        }
    }
}
