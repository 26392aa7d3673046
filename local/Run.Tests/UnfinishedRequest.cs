using System.Net.Sockets;
using System.Text;

namespace FailureFunctions.Local.Run.Tests;

/// <summary>A request in flight: its body never completes, and keeps coming so that the server does not give it up.</summary>
internal sealed class UnfinishedRequest : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TcpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;

    private UnfinishedRequest(TcpClient client)
    {
        _client = client;
        _sending = SendBodyAsync();
    }

    /// <summary>On return the server has read the headers and waits for the body.</summary>
    public static async Task<UnfinishedRequest> StartAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var headers = $"POST /api/failures HTTP/1.1\r\nHost: localhost:{port}\r\nExpect: 100-continue\r\nContent-Length: 50000000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(headers));
        // "HTTP/1.1 100 Continue" comes when the host starts to read the body.
        await client.GetStream().ReadExactlyAsync(new byte[12]).AsTask().WaitAsync(RunProcess.Limit);
        return new UnfinishedRequest(client);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task SendBodyAsync()
    {
        try
        {
            while (true)
            {
                await _client.GetStream().WriteAsync(new byte[1000], _stop.Token);
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The server or the test has ended.
        }
    }
}
