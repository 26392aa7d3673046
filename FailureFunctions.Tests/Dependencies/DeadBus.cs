using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>A broker that accepts connections and never says a word.</summary>
internal sealed class DeadBus : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<TcpClient> _clients = new();
    private readonly Task _work;

    public DeadBus()
    {
        _listener.Start();
        _work = AcceptAsync();
    }

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port};SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;";

    /// <summary>How many connections were made to it.</summary>
    public int Connections => _clients.Count;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _clients.Enqueue(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
