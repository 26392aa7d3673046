using System.Collections.Concurrent;
using System.Net;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RpcException = Grpc.Core.RpcException;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>The gRPC endpoint that workers connect to.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly WorkerStreams _streams;

    private WorkerServer(WebApplication server, WorkerStreams streams)
    {
        _server = server;
        _streams = streams;
        Endpoint = new Uri(server.Urls.First());
    }

    public Uri Endpoint { get; }

    public static async Task<WorkerServer> StartAsync(HostLog log, CancellationToken cancellationToken)
    {
        var streams = new WorkerStreams(log);
        var builder = BareServer.CreateBuilder();
        builder.Services.AddSingleton(streams);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = null;
            options.MaxSendMessageSize = null;
        });
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapGrpcService<Service>();
        await server.StartAsync(cancellationToken);
        return new WorkerServer(server, streams);
    }

    /// <summary>Completes when the worker of that id has opened its stream.</summary>
    public Task<WorkerChannel> ExpectAsync(string workerId) => _streams.Expect(workerId);

    public void Forget(string workerId) => _streams.Forget(workerId);

    public async ValueTask DisposeAsync()
    {
        // The workers have ended, so there is nothing to wait for.
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private sealed class WorkerStreams(HostLog log)
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerChannel>> _expected = new();

        public Task<WorkerChannel> Expect(string workerId) =>
            _expected.GetOrAdd(workerId, _ => new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Forget(string workerId) => _expected.TryRemove(workerId, out _);

        public WorkerChannel? Open(string workerId)
        {
            if (!_expected.TryRemove(workerId, out var expected))
                return null;
            var channel = new WorkerChannel(log);
            expected.SetResult(channel);
            return channel;
        }
    }

    private sealed class Service(WorkerStreams streams) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
        {
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                if (requestStream.Current.StartStream is not { } start)
                    continue;
                var channel = streams.Open(start.WorkerId)
                    ?? throw new RpcException(new Status(StatusCode.PermissionDenied, "This host has not started that worker."));
                await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
                return;
            }
        }
    }
}
