using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Tests.Startup;

/// <summary>A Functions host to which a worker can connect and which never sends it anything: enough to start and stop one.</summary>
internal sealed class SilentHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SilentHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.FlushAsync();
            _ = await context.Request.Body.ReadAsync(new byte[1]);
            _connected.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
    }

    /// <summary>Ends when a worker has connected and sent its first message.</summary>
    public Task Connected => _connected.Task;

    public Uri Url => new(_app.Urls.Single());

    public static async Task<SilentHost> StartAsync()
    {
        var host = new SilentHost();
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
