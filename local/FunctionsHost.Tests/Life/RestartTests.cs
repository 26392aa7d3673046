using System.Net;
using FailureFunctions.Local.FunctionsHost;
using FunctionsHost.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FunctionsHost.Tests.Life;

[Parallelizable(ParallelScope.All)]
internal sealed class RestartTests
{
    [Test]
    public async Task A_killed_worker_is_started_again_with_500_for_its_calls_and_503_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var hold = Path.Combine(folder.Path, "hold");
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string> { ["TESTAPP_HOLD"] = hold });
        var inFlight = await host.StartWaitingAsync();
        var killed = host.Server.WorkerProcessId;

        folder.Write("hold", "");
        host.KillWorker();

        Assert.That(await AnswerAsync(await inFlight), Is.EqualTo((HttpStatusCode.InternalServerError, "")));
        Assert.That(await AnswerAsync(await host.Client.GetAsync("api/process")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "Function host is not running.")));

        var timer = host.Server.RunNowAsync("WriteTimer");
        File.Delete(hold);
        await timer;
        Assert.That(host.Server.WorkerProcessId, Is.Not.EqualTo(killed));
        Assert.That(await host.Client.GetStringAsync("api/process"), Is.EqualTo($"{host.Server.WorkerProcessId}"));
        await host.LoggedAsync("The app ended with exit code 137. Starting it again.");
    }

    [Test]
    public async Task A_worker_that_no_longer_listens_is_replaced()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string> { ["TESTAPP_MAX_MESSAGE"] = "1000000" });
        var deaf = host.Server.WorkerProcessId;

        using var response = await host.Client.PostAsync("api/body", new ByteArrayContent(new byte[2_000_000]));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        await Eventually.GoneAsync(deaf);
        await host.Server.RunNowAsync("WriteTimer");
        Assert.That(await host.Client.GetStringAsync("api/items/1"), Is.EqualTo("id=1 name= from="));
    }

    [Test]
    public async Task A_worker_that_ends_too_often_ends_the_host()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await RunningHost.StartAsync(tuning: new HostTuning { Time = time, MaxRestarts = 1 });

        await RestartAsync(host);
        // The first restart is forgotten after the window, so that another one is allowed.
        time.Advance(TimeSpan.FromMinutes(31));
        await RestartAsync(host);
        Assert.That(host.Server.Ended.IsCompleted, Is.False);

        host.KillWorker();
        var end = await host.Server.Ended.WaitAsync(Eventually.Limit);

        Assert.That(end.Message, Is.EqualTo("The app ended more than 1 times within 30 minutes and is not started again. The app ended with exit code 137."));
        Assert.That(end.ExitCode, Is.EqualTo(137));
        Assert.That((await host.Client.GetAsync("api/process")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(async () => await host.Server.RunNowAsync("WriteTimer"), Throws.TypeOf<FunctionsHostException>());
    }

    [Test]
    public async Task A_restart_that_fails_in_an_unexpected_way_ends_the_host()
    {
        var failing = false;
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string> { ["AzureWebJobs__Nothing__Disabled"] = "1" },
            log: entry =>
            {
                if (Volatile.Read(ref failing) && entry.Contains("'Nothing' is disabled", StringComparison.Ordinal))
                    throw new NotSupportedException("The disk is full.");
            });

        Volatile.Write(ref failing, true);
        host.KillWorker();
        var end = await host.Server.Ended.WaitAsync(Eventually.Limit);

        Assert.That(end.Message, Is.EqualTo("The app cannot be started again: The disk is full."));
        Assert.That((await host.Client.GetAsync("api/process")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(async () => await host.Server.RunNowAsync("WriteTimer"), Throws.TypeOf<FunctionsHostException>());
    }

    private static async Task RestartAsync(RunningHost host)
    {
        var killed = host.Server.WorkerProcessId;
        host.KillWorker();
        await Eventually.TrueAsync(() => host.Server.WorkerProcessId != killed, "another worker runs");
    }

    private static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
