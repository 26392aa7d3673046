using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>The web server in front of the functions, on loopback.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    // The real host's limit, 100 MiB.
    private const long MaxRequestBodySize = 100 << 20;
    private const int PortAttempts = 20;

    private readonly WebApplication _server;
    private readonly Connections _connections;

    private HttpFront(WebApplication server, Connections connections, int port)
    {
        (_server, _connections) = (server, connections);
        Address = new Uri($"http://localhost:{port}/");
    }

    public Uri Address { get; }

    /// <exception cref="FunctionsHostException">The port cannot be used.</exception>
    public static async Task<HttpFront> StartAsync(int port, Action<IEndpointRouteBuilder> map, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Kestrel picks a free port for a single address only, and "localhost" stands for two.
            var candidate = port == 0 ? FreePort.Take() : port;
            var connections = new Connections();
            var server = Build(candidate, connections);
            map(server);
            try
            {
                await server.StartAsync(cancellationToken);
                return new HttpFront(server, connections, candidate);
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                await server.DisposeAsync();
                if (port != 0 || attempt == PortAttempts)
                    throw new FunctionsHostException(
                        $"Port {candidate} cannot be used: {exception.GetBaseException().Message}. "
                        + "Stop the program that uses it, or choose another port with --port.")
                    {
                        IsPortInUse = exception.InnerException is AddressInUseException,
                    };
            }
        }
    }

    /// <summary>Closes the port, and lets accepted requests finish within the limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        await _server.StopAsync(timeout.Token);
    }

    /// <summary>Cuts every connection.</summary>
    public void Abort() => _connections.Abort();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static WebApplication Build(int port, Connections connections)
    {
        var builder = BareServer.CreateBuilder();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = MaxRequestBodySize;
            options.ListenLocalhost(port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                connections.Watch(listen);
            });
        });
        return builder.Build();
    }
}
