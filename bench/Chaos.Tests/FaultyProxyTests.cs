using System.Net;
using System.Net.Sockets;
using System.Text;
using FailureFunctions.Bench.Chaos.Faults;

namespace FailureFunctions.Bench.Chaos.Tests;

/// <summary>A proxy before a server that answers each text with the same.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FaultyProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly FaultyProxy _proxy;
    private readonly Task _serving;

    public FaultyProxyTests()
    {
        _server.Start();
        _proxy = new FaultyProxy(((IPEndPoint)_server.LocalEndpoint).Port);
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _proxy.DisposeAsync();
        _server.Dispose();
        await _serving;
        _ended.Dispose();
    }

    [Test]
    public async Task What_is_sent_and_what_is_answered_pass()
    {
        using var client = await ConnectAsync();

        Assert.That(await AskAsync(client, "hello"), Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_cut_connection_is_reset()
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "hello");

        _proxy.Cut();

        await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "hello"));
    }

    [Test]
    public async Task Of_a_lost_answer_the_request_got_through()
    {
        using var client = await ConnectAsync();
        var failing = _proxy.FailAsync(ProxyFaultKind.LoseAnswers, Limit, _ended.Token);

        await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "hello"));
        Assert.That(await _heard.Task.WaitAsync(Limit), Is.EqualTo("hello"));
        await _ended.CancelAsync();
        await failing;
    }

    [Test]
    public async Task Of_a_request_cut_in_half_the_first_half_got_through()
    {
        using var client = await ConnectAsync();
        var failing = _proxy.FailAsync(ProxyFaultKind.HalfRequests, Limit, _ended.Token);

        await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "hello!"));
        Assert.That(await _heard.Task.WaitAsync(Limit), Is.EqualTo("hel"));
        await _ended.CancelAsync();
        await failing;
    }

    [Test]
    public async Task A_stalled_connection_goes_on_when_the_fault_ends()
    {
        using var client = await ConnectAsync();
        var failing = _proxy.FailAsync(ProxyFaultKind.Stall, Limit, _ended.Token);
        var asking = AskAsync(client, "hello");
        Assert.That(_heard.Task.IsCompleted, Is.False);

        await _ended.CancelAsync();
        await failing;

        Assert.That(await asking, Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_refusing_proxy_lets_nothing_through_until_it_is_open_again()
    {
        using var cut = await ConnectAsync();
        await AskAsync(cut, "before");

        await _proxy.ShutWhileAsync(async () =>
        {
            await Assert.ThrowsAsync<IOException>(() => AskAsync(cut, "hello"));
            await Assert.ThrowsAsync<IOException>(async () =>
            {
                using var refused = await ConnectOrFailAsync();
                await AskAsync(refused, "hello");
            });
        });
        using var client = await ConnectAsync();

        Assert.That(await AskAsync(client, "after"), Is.EqualTo("after"));
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return client;
    }

    // A proxy that refuses resets the connection: the client may see that while it still connects, or once it asks.
    private async Task<TcpClient> ConnectOrFailAsync()
    {
        try
        {
            return await ConnectAsync();
        }
        catch (SocketException e)
        {
            throw new IOException("It was reset.", e);
        }
    }

    private static async Task<string> AskAsync(TcpClient client, string text)
    {
        var answer = new byte[100];
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        var length = await client.GetStream().ReadAsync(answer).AsTask().WaitAsync(Limit);
        return length > 0 ? Encoding.ASCII.GetString(answer, 0, length) : throw new IOException("It was closed.");
    }

    private async Task ServeAsync()
    {
        var text = new byte[100];
        while (true)
        {
            try
            {
                using var client = await _server.AcceptTcpClientAsync();
                while (await client.GetStream().ReadAsync(text) is var length and > 0)
                {
                    _heard.TrySetResult(Encoding.ASCII.GetString(text, 0, length));
                    await client.GetStream().WriteAsync(text.AsMemory(0, length));
                }
            }
            catch (IOException)
            {
                // Cut by the proxy.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
