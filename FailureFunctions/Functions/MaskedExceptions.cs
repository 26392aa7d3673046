using FailureFunctions.Dependencies;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Functions;

/// <summary>
/// Keeps the messages of exceptions out of what the worker and the host log, and out of their spans: a message may repeat an
/// address or a key. The exception that they get instead names its kind; our log has the stack. A cancelled invocation has not
/// failed.
/// </summary>
internal sealed partial class MaskedExceptions(IHostApplicationLifetime lifetime, ILogger<MaskedExceptions> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!IsCancelled(context, e))
        {
            InvocationFailed(logger, context.FunctionDefinition.Name, Fault.Explain(e));
            // Without the exception as its cause: the host logs that too.
            throw new InvalidOperationException($"{context.FunctionDefinition.Name} failed: {Fault.Describe(e)}");
        }
    }

    // A client's own time-out is an OperationCanceledException too. Work for an HTTP call goes on when the caller hangs up, so
    // only the host's stop cancels it.
    private bool IsCancelled(FunctionContext context, Exception exception) =>
        exception is OperationCanceledException
        && (lifetime.ApplicationStopping.IsCancellationRequested
            || (context.CancellationToken.IsCancellationRequested && !IsHttp(context)));

    private static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(50, LogLevel.Error, "{Function} failed. {Fault}")]
    private static partial void InvocationFailed(ILogger logger, string function, string fault);
}
