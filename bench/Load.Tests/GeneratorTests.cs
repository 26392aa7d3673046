using System.Net;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Local.FunctionsHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class GeneratorTests
{
    private const int PerSecond = 100;

    private readonly Generator _generator = new();

    [OneTimeTearDown]
    public void Dispose() => _generator.Dispose();

    [Test]
    public async Task An_open_loop_charges_a_target_that_stalls_for_every_request_that_had_to_wait()
    {
        // Answers none before all have arrived; they are due within 190 ms.
        const int count = 20;
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StartAsync(_ =>
        {
            if (Interlocked.Increment(ref arrived) == count)
                all.SetResult();
            return all.Task;
        });

        var traffic = await _generator.OpenAsync(Requests(server.Urls.Single(), count), PerSecond, CancellationToken.None);

        var samples = traffic.Samples.OrderBy(sample => sample.Since).ToList();
        Assert.That(samples.Select(sample => sample.Since.TotalMilliseconds), Is.EqualTo(Enumerable.Range(0, count).Select(at => at * 10.0)).Within(0.01));
        Assert.That(samples.Select(sample => sample.Since + sample.Took), Is.All.GreaterThan(samples[^1].Since));
        Assert.That(traffic.Lateness, Has.Count.EqualTo(count));
    }

    [Test]
    public async Task A_closed_loop_has_no_more_requests_in_flight_than_senders()
    {
        var (inFlight, most) = (0, 0);
        await using var server = await StartAsync(async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inFlight));
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
        });

        var traffic = await _generator.ClosedAsync(Requests(server.Urls.Single(), 50), 3, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That((traffic.Samples.Count(sample => sample.IsAccepted), traffic.Samples.Count), Is.EqualTo((50, 50)));
        Assert.That(most, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task A_target_that_does_not_answer_has_status_0()
    {
        var traffic = await _generator.ClosedAsync(
            Requests($"http://127.0.0.1:{FreePort.Take()}", 2), 1, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.That(traffic.Samples.Select(sample => sample.Status), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task An_open_loop_sends_no_more_when_the_run_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var arrived = 0;
        await using var server = await StartAsync(_ =>
        {
            Interlocked.Increment(ref arrived);
            return stop.CancelAsync();
        });

        await Assert.CatchAsync<OperationCanceledException>(() => _generator.OpenAsync(Requests(server.Urls.Single(), 10_000), PerSecond, stop.Token));

        Assert.That(arrived, Is.LessThan(10_000));
    }

    private static HttpRequestMessage[] Requests(string url, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent([1]) })];

    private static async Task<WebApplication> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(context => answer(context));
        await server.StartAsync();
        return server;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
