using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Serves the functions with an HTTP trigger on Kestrel, bound to loopback.</summary>
internal sealed class HttpTriggerListener(
    FunctionInvoker invoker,
    HostJson hostJson,
    HostArguments arguments,
    HostShutdown shutdown,
    ILoggerFactory loggers) : ITriggerListener, IAsyncDisposable
{
    private IReadOnlyList<HttpRoute> _routes = [];
    private WebApplication? _server;

    /// <summary>Where the server listens, once it has started.</summary>
    public Uri? Address { get; private set; }

    public IEnumerable<string> Lines => _routes.Select(route => route.Describe(Address!));

    public void Prepare(IReadOnlyList<FunctionDescriptor> functions) =>
        _routes = [.. functions.Where(function => function.Trigger is HttpTriggerAttribute).Select(function => HttpRoute.Of(function, hostJson.RoutePrefix))];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = HttpServer.Build(arguments.Port, hostJson);
        foreach (var route in _routes)
        {
            var endpoint = new HttpEndpoint(route.Function, invoker, loggers.CreateLogger($"Function.{route.Function.Name}"), shutdown.Token);
            _server.Map(route.Pattern, endpoint.HandleAsync);
        }

        // A page at the root says that the host is up, unless a function has the root for itself.
        _server.MapFallback("/", context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

        try
        {
            await _server.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new FunctionWorkerException(
                $"Port {arguments.Port} cannot be used: {exception.GetBaseException().Message}. Stop what uses it, or choose another with --port.", exception);
        }

        Address = new Uri(_server.Urls.First().Replace("[::1]", "localhost", StringComparison.Ordinal));
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
