using System.Threading.RateLimiting;
using FailureFunctions.Local.FunctionsHost.Invocation;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>Answers the requests of one function.</summary>
internal sealed class FunctionEndpoint(
    HttpFunction function, KeyGuard keys, RateLimiter? limiter, WorkerSupervisor workers, FunctionInvoker invoker, HostLog log)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (!keys.Allows(http.Request, function.Level))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            using var lease = limiter is null ? null : await limiter.AcquireAsync(1, http.RequestAborted);
            if (lease is { IsAcquired: false })
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            else if (workers.Current is not { } worker)
                await AnswerNotRunningAsync(http);
            else if (!worker.Functions.ContainsKey(function.Name))
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            else
                await InvokeAsync(http, worker);
        }
        catch (BadHttpRequestException exception)
        {
            Answer(http, exception.StatusCode);
        }
        catch (InvocationFailedException)
        {
            Answer(http, StatusCodes.Status500InternalServerError);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The caller is gone.
        }
        // The server refuses a header, for example a value with a line break.
        catch (InvalidOperationException exception)
        {
            log.Error($"The answer of '{function.Name}' cannot be sent: {exception.Message}");
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private async Task InvokeAsync(HttpContext http, FunctionWorker worker)
    {
        var request = await HttpInput.ReadAsync(http, function.Binding, http.RequestAborted);
        await HttpOutput.WriteAsync(http, await invoker.InvokeAsync(worker, function.Name, request, http.RequestAborted));
    }

    private static Task AnswerNotRunningAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("Function host is not running.", http.RequestAborted);
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }
}
