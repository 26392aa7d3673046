using System.Net;
using System.Net.Sockets;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Life;

[Parallelizable(ParallelScope.All)]
internal sealed class StopTests
{
    [Test]
    public async Task A_stop_lets_accepted_requests_finish_and_refuses_others()
    {
        await using var host = await RunningHost.StartAsync();
        var inFlight = await host.StartWaitingAsync();
        var timer = host.Server.RunNowAsync("WaitTimer");
        await Eventually.TrueAsync(() => Directory.Exists(Path.Combine(host.Signals.Path, "wait")), "the timer function runs");

        var stopping = host.Server.DisposeAsync();
        await Eventually.TrueAsync(() => !Eventually.Answers(host.Server.Address), "the port is closed");
        // What a schedule started is cancelled, since it comes due again; what a caller waits for is not.
        Assert.That(async () => await timer, Throws.Exception.With.Message.Contains("cancel"));
        Assert.That(host.Signals.Has("cancelled-*"), Is.False);
        host.Signals.Write("go", "");

        using var response = await inFlight;
        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "waited")));
        await stopping;
        Assert.That(Eventually.IsRunning(host.Server.WorkerProcessId), Is.False);
        Assert.That(host.Log, Has.None.Contains("Starting it again"));
    }

    [Test]
    public async Task A_kill_cuts_connections_and_does_not_cancel_the_function()
    {
        await using var host = await RunningHost.StartAsync();
        var inFlight = await host.StartWaitingAsync();

        await host.Server.KillAsync();

        Assert.That(async () => await inFlight, Throws.InstanceOf<HttpRequestException>());
        Assert.That(Eventually.IsRunning(host.Server.WorkerProcessId), Is.False);
        Assert.That(Eventually.Answers(host.Server.Address), Is.False);
        Assert.That(host.Signals.Has("cancelled-*"), Is.False);
    }

    [Test]
    public async Task A_kill_during_calls_starts_no_other_worker()
    {
        await using var host = await RunningHost.StartAsync();
        // Connections to cut make the kill last longer than one call.
        var idle = Enumerable.Range(0, 600).Select(_ => new TcpClient("127.0.0.1", host.Server.Address.Port)).ToList();
        using var ready = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 16).Select(_ => Task.Run(CallAsync)).ToList();
        for (var i = 0; i < callers.Count; i++)
            await ready.WaitAsync(Eventually.Limit);

        await host.Server.KillAsync();

        await Task.WhenAll(callers).WaitAsync(Eventually.Limit);
        idle.ForEach(connection => connection.Dispose());
        Assert.That(host.Log, Has.None.Contains("Starting it again"));
        Assert.That(Eventually.IsRunning(host.Server.WorkerProcessId), Is.False);

        // Until a call fails, which only the kill makes happen.
        async Task CallAsync()
        {
            await host.Server.RunNowAsync("WriteTimer");
            ready.Release();
            Assert.That(async () =>
            {
                while (true)
                    await host.Server.RunNowAsync("WriteTimer");
            }, Throws.Exception);
        }
    }

    [Test]
    public async Task Several_hosts_run_in_one_process()
    {
        await using var first = await RunningHost.StartAsync(new Dictionary<string, string> { ["Name"] = "first" });
        var name = await SharedHost.Host.Client.GetStringAsync("api/setting?name=Name");

        Assert.That((await first.Client.GetStringAsync("api/setting?name=Name"), name), Is.EqualTo(("first", "(none)")));
        Assert.That(first.Server.Address, Is.Not.EqualTo(SharedHost.Host.Server.Address));
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    public async Task It_answers_on_the_loopback(string host)
    {
        using var client = new HttpClient();

        Assert.That(await client.GetStringAsync($"http://{host}:{SharedHost.Host.Server.Address.Port}/api/items/1"), Is.EqualTo("id=1 name= from="));
    }
}
