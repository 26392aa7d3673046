using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A bare web server: Kestrel on loopback, routing, nothing from the environment.</summary>
internal static class HttpServer
{
    // The host's own limit, 100 MB.
    private const long MaxRequestBodySize = 104_857_600;

    public static WebApplication Build(int port, HostJson hostJson)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddRateLimiter(options => RequestLimits.Configure(options, hostJson));
        // The outer host owns Ctrl+C, SIGTERM and the time limit of the stop.
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = MaxRequestBodySize;
            // A free port can be had on one address only.
            if (port == 0)
                options.Listen(IPAddress.Loopback, port);
            else
                options.ListenLocalhost(port);
        });
        var server = builder.Build();
        server.UseRateLimiter();
        server.UseRouting();
        return server;
    }

    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
