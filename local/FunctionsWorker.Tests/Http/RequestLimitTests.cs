using System.Net;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests.Http;

internal sealed class RequestLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Requests_over_the_outstanding_ones_are_answered_429_and_those_over_the_concurrent_ones_wait()
    {
        var gate = new Gate();
        await using var host = await TestHost.StartAsync(
            typeof(Slow),
            builder => builder.Services.AddSingleton(gate),
            """{"extensions":{"http":{"maxConcurrentRequests":1,"maxOutstandingRequests":2}}}""");

        var all = new HashSet<Task<HttpResponseMessage>> { host.Client.GetAsync("api/slow"), host.Client.GetAsync("api/slow"), host.Client.GetAsync("api/slow") };
        var first = await Task.WhenAny(all).WaitAsync(Limit);
        var begun = gate.Begun;
        gate.MayFinish.SetResult();
        all.Remove(first);
        var others = await Task.WhenAll(all).WaitAsync(Limit);

        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(others.Select(response => response.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That((begun, gate.Begun), Is.EqualTo((1, 2)).Or.EqualTo((0, 2)));
    }

    [TestCase("{}")]
    [TestCase("""{"extensions":{"http":{"maxConcurrentRequests":-1,"maxOutstandingRequests":-1}}}""")]
    public async Task Without_limits_all_requests_are_worked_on_at_once(string hostJson)
    {
        var gate = new Gate();
        await using var host = await TestHost.StartAsync(typeof(Slow), builder => builder.Services.AddSingleton(gate), hostJson);

        var all = Enumerable.Range(0, Gate.Expected).Select(_ => host.Client.GetAsync("api/slow")).ToArray();
        await gate.AllBegun.Task.WaitAsync(Limit);
        gate.MayFinish.SetResult();

        Assert.That((await Task.WhenAll(all).WaitAsync(Limit)).Select(response => response.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
    }

    internal sealed class Gate
    {
        public const int Expected = 20;

        private int _count;

        public int Begun => Volatile.Read(ref _count);

        public TaskCompletionSource AllBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayFinish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Begin()
        {
            if (Interlocked.Increment(ref _count) == Expected)
                AllBegun.SetResult();
        }
    }

    internal sealed class Slow(Gate gate)
    {
        [Function("slow")]
        public async Task<HttpResponseData> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            gate.Begin();
            await gate.MayFinish.Task;
            return request.CreateResponse(HttpStatusCode.OK);
        }
    }
}
