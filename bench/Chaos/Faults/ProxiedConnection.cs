using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>One connection through a proxy.</summary>
/// <param name="client">Who made it.</param>
/// <param name="fault">Tells how the proxy fails now.</param>
internal sealed class ProxiedConnection(Socket client, Func<ProxyFault> fault) : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Passes on what comes until either side ends, or the connection is cut.</summary>
    public async Task PassAsync(int target)
    {
        try
        {
            if (fault().Kind == ProxyFaultKind.Refuse)
                return;
            client.NoDelay = true;
            _server.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAll(PumpAsync(client, _server, requests: true), PumpAsync(_server, client, requests: false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut, or one of the sides has gone.
        }
        finally
        {
            Abort();
        }
    }

    /// <summary>Cuts it: both sides see a reset, not an end.</summary>
    public void Abort()
    {
        Reset(client);
        Reset(_server);
    }

    /// <summary>Cuts it, if it is not cut yet.</summary>
    public void Dispose() => Abort();

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was not connected, or has been closed already.
        }
        socket.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool requests)
    {
        var chunk = new byte[ChunkSize];
        try
        {
            while (await from.ReceiveAsync(chunk) is var length and > 0)
            {
                if (!await PassAsync(chunk.AsMemory(0, length), to, requests))
                    break;
            }
        }
        finally
        {
            // Neither protocol here goes on with one direction only.
            Abort();
        }
    }

    private async Task<bool> PassAsync(ReadOnlyMemory<byte> chunk, Socket to, bool requests)
    {
        var now = fault();
        switch (now.Kind)
        {
            case ProxyFaultKind.Delay:
                await Task.Delay(now.Delay);
                break;
            case ProxyFaultKind.Stall:
                await now.Ended;
                break;
            case ProxyFaultKind.LoseAnswers when !requests:
                return false;
            case ProxyFaultKind.HalfRequests when requests:
                await SendAsync(to, chunk[..(chunk.Length / 2)]);
                return false;
        }
        await SendAsync(to, chunk);
        return true;
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> chunk)
    {
        while (chunk.Length > 0)
            chunk = chunk[await to.SendAsync(chunk)..];
    }
}
