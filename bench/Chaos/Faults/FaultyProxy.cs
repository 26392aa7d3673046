using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>Passes TCP connections on to another port of this machine, and fails when it is told to.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _target;
    private readonly Task _accepting;
    private volatile ProxyFault _fault = ProxyFault.None;
    private volatile bool _closed;

    /// <summary>Begins to accept, on a free port of 127.0.0.1.</summary>
    /// <param name="target">The port to pass connections on to.</param>
    public FaultyProxy(int target)
    {
        _target = target;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Cuts all connections.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
            connection.Abort();
    }

    /// <summary>Fails in one way until the time is over or the token is cancelled, then in none.</summary>
    public async Task FailAsync(ProxyFaultKind kind, TimeSpan duration, CancellationToken ended, TimeSpan delay = default)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fault = new ProxyFault(kind, delay, over.Task);
        await Pause.ForAsync(duration, ended);
        _fault = ProxyFault.None;
        over.SetResult();
    }

    /// <summary>Cuts all connections and lets none through while something is done.</summary>
    public async Task ShutWhileAsync(Func<Task> work)
    {
        _fault = new ProxyFault(ProxyFaultKind.Refuse, TimeSpan.Zero, Task.CompletedTask);
        Cut();
        try
        {
            // Those that were being made when it shut.
            await Task.WhenAll(_connections.Values);
            await work();
        }
        finally
        {
            _fault = ProxyFault.None;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _listener.Dispose();
        await _accepting;
        Cut();
        await Task.WhenAll(_connections.Values);
    }

    private async Task AcceptAsync()
    {
        while (!_closed)
        {
            try
            {
                var client = await _listener.AcceptAsync();
                var connection = new ProxiedConnection(client, () => _fault);
                _connections[connection] = ServeAsync(connection);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // A client that was gone before it was accepted; or this is the end.
            }
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        // Not before it is listed.
        await Task.Yield();
        await connection.PassAsync(_target);
        _connections.TryRemove(connection, out _);
    }
}
