using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>Accepts connections on a port of the loopback addresses and serves each until it ends.</summary>
internal sealed class ConnectionListener : IAsyncDisposable
{
    private const int FreePortAttempts = 10;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<AmqpConnection, Task> _connections = [];
    private readonly IReadOnlyList<Socket> _sockets;
    private readonly Func<Socket, AmqpConnection?> _accept;
    private readonly Task[] _accepting;

    private ConnectionListener(IReadOnlyList<Socket> sockets, Func<Socket, AmqpConnection?> accept)
    {
        _sockets = sockets;
        _accept = accept;
        Port = ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
        _accepting = [.. sockets.Select(AcceptAsync)];
    }

    public int Port { get; }

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="accept">Makes a connection of a socket; null to cut it.</param>
    /// <exception cref="PortInUseException">Another program uses the port.</exception>
    public static ConnectionListener Open(int port, Func<Socket, AmqpConnection?> accept)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Bind(IPAddress.Loopback, port);
            try
            {
                // "localhost" may mean either address, and not every machine has both.
                var chosen = ((IPEndPoint)first.LocalEndPoint!).Port;
                return new ConnectionListener(Socket.OSSupportsIPv6 && HasLoopback6() ? [first, Bind(IPAddress.IPv6Loopback, chosen)] : [first], accept);
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
        foreach (var connection in Snapshot())
            connection.Key.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        await Task.WhenAll(_accepting);
        var connections = Snapshot();
        foreach (var connection in connections)
            connection.Key.Abort();
        await _stop.CancelAsync();
        await Task.WhenAll(connections.Select(connection => connection.Value));
        _stop.Dispose();
    }

    private static bool HasLoopback6()
    {
        using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
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
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listening.AcceptAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                if (!_stop.IsCancellationRequested && exception is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted })
                    continue;
                return;
            }

            socket.NoDelay = true;
            if (_accept(socket) is { } connection)
                Serve(connection);
            else
                socket.Dispose();
        }
    }

    private void Serve(AmqpConnection connection)
    {
        lock (_gate)
            _connections.Add(connection, Task.Run(() => ServeAsync(connection)));
    }

    private async Task ServeAsync(AmqpConnection connection)
    {
        await connection.RunAsync(_stop.Token);
        lock (_gate)
            _connections.Remove(connection);
    }

    private KeyValuePair<AmqpConnection, Task>[] Snapshot()
    {
        lock (_gate)
            return [.. _connections];
    }
}
