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
    private readonly TcpListener[] _listeners;
    private readonly Func<Socket, Task> _serve;
    private readonly Task[] _accepting;

    private PortListener(TcpListener[] listeners, Func<Socket, Task> serve)
    {
        _listeners = listeners;
        _serve = serve;
        _accepting = [.. listeners.Select(AcceptAsync)];
    }

    public int Port => PortOf(_listeners[0]);

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="serve">Serves a connection until either side ends it; the socket is closed afterwards.</param>
    /// <exception cref="PortInUseException">Another program uses the port.</exception>
    public static PortListener Open(int port, Func<Socket, Task> serve)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Listen(IPAddress.Loopback, port)!;
            try
            {
                // "localhost" may mean either address, and not every machine has both.
                return new PortListener(Listen(IPAddress.IPv6Loopback, PortOf(first)) is { } second ? [first, second] : [first], serve);
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
        foreach (var listener in _listeners)
            listener.Dispose();
        await Task.WhenAll(_accepting);
        DropConnections();
        await Task.WhenAll(_connections.Values);
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <returns>The listener, or null when this machine does not have the address.</returns>
    private static TcpListener? Listen(IPAddress address, int port)
    {
        try
        {
            var listener = new TcpListener(address, port);
            listener.Start();
            return listener;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new PortInUseException(port);
        }
        catch (SocketException) when (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return null;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync();

                // Added before it is served, so that its end finds it.
                var serving = new Task<Task>(() => ServeAsync(socket));
                _connections[socket] = serving.Unwrap();
                serving.Start(TaskScheduler.Default);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The client has gone again.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            await _serve(socket);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone, or the emulator stops.
        }
        finally
        {
            socket.Dispose();
            _connections.TryRemove(socket, out _);
        }
    }
}
