using System.Net;
using System.Net.Sockets;
using System.Text;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests.Http;

internal sealed class CancellationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_caller_that_goes_away_cancels_the_invocation()
    {
        var gate = new Gate();
        await using var host = await TestHost.StartAsync(typeof(Waiting), builder => builder.Services.AddSingleton(gate));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.Address.Host, host.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/wait HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            await gate.Entered.Task.WaitAsync(Limit);
        }

        await gate.Cancelled.Task.WaitAsync(Limit);
    }

    [Test]
    public async Task A_stop_of_the_host_cancels_the_invocation_and_waits_for_its_answer()
    {
        var gate = new Gate();
        await using var host = await TestHost.StartAsync(typeof(Waiting), builder => builder.Services.AddSingleton(gate));
        var answer = host.Client.GetAsync("api/drain");
        await gate.Entered.Task.WaitAsync(Limit);

        var stopping = host.StopAsync();
        await gate.Cancelled.Task.WaitAsync(Limit);
        Assert.That(stopping.IsCompleted, Is.False);
        gate.MayFinish.SetResult();
        await stopping.WaitAsync(Limit);

        using var response = await answer;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    internal sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayFinish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class Waiting(Gate gate)
    {
        [Function("wait")]
        public async Task<HttpResponseData> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context, CancellationToken cancellationToken)
        {
            await using var registration = context.CancellationToken.Register(() => gate.Cancelled.TrySetResult());
            gate.Entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return request.CreateResponse(HttpStatusCode.OK);
        }

        [Function("drain")]
        public async Task<HttpResponseData> Drain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(() => gate.Cancelled.TrySetResult());
            gate.Entered.SetResult();
            await gate.MayFinish.Task;
            return request.CreateResponse(HttpStatusCode.OK);
        }
    }
}
