using System.Threading.RateLimiting;
using FailureFunctions.Local.FunctionsHost.Invocation;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Timer;
using FailureFunctions.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>What the web server answers: the functions, <c>/admin/functions/NAME</c> and the root.</summary>
internal sealed class Routes(
    IReadOnlyList<HttpFunction> functions,
    TimerFunctions timers,
    HostKeys? keys,
    RateLimiter? limiter,
    WorkerSupervisor workers,
    FunctionInvoker invoker,
    HostLog log)
{
    private readonly KeyGuard _keys = new(keys);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var function in functions)
            routes.Map(function.Pattern, new FunctionEndpoint(function, _keys, limiter, workers, invoker, log).HandleAsync);

        routes.Map("/admin/functions/{name}", RunNow);
        // Shows that the host is up, unless a function has the root as its route.
        routes.MapFallback("/", http =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    // The body, {"input":""}, is for triggers that take an input; a timer takes none.
    private Task RunNow(HttpContext http)
    {
        if (!_keys.Allows(http.Request, KeyLevel.Admin))
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (!HttpMethods.IsPost(http.Request.Method) || !timers.TryStart((string)http.Request.RouteValues["name"]!))
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }
}
