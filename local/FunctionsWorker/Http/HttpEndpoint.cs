using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Answers the requests of one function.</summary>
internal sealed partial class HttpEndpoint(FunctionDescriptor function, FunctionInvoker invoker, ILogger logger, CancellationToken shutdown)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, shutdown);
        try
        {
            using var body = await ReadBodyAsync(http, cancellation.Token);
            var result = await invoker.InvokeAsync(function, new HttpTriggerInput(http, body), cancellation.Token);
            // An invocation that was let run to its end while the host stops still gets its answer.
            await ResponseWriter.WriteAsync(http, result as HttpResponseData, http.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            Log.BadRequest(logger, function.Name, exception.Message);
            Answer(http, exception.StatusCode);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller is gone, or the host stops: there is no answer that anybody waits for.
            Answer(http, StatusCodes.Status503ServiceUnavailable);
        }
        // Whatever a function throws is its own fault, answered as the host answers it; the invoker has logged it.
        catch (Exception exception)
        {
            Log.Unanswered(logger, function.Name, exception.Message);
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    // The Functions host hands over a body only when the request says how long it is.
    private static async Task<MemoryStream> ReadBodyAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        if (http.Request.ContentLength > 0)
            await http.Request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        return body;
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
        http.Response.ContentLength = 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Function}: the request could not be read: {Problem}")]
        public static partial void BadRequest(ILogger logger, string function, string problem);

        [LoggerMessage(2, LogLevel.Error, "{Function}: answered 500: {Problem}")]
        public static partial void Unanswered(ILogger logger, string function, string problem);
    }
}
