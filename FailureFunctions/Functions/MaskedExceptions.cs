using FailureFunctions.Dependencies;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Functions;

/// <summary>
/// Keeps the messages of exceptions from what the worker and the host log, and from their spans: a message may repeat an
/// address, or a key. Ours says of what kind it was; the log has the stack. An invocation that was cancelled has not failed.
/// </summary>
/// <param name="lifetime">Knows when the host stops.</param>
/// <param name="logger">Logs every invocation that failed.</param>
internal sealed partial class MaskedExceptions(IHostApplicationLifetime lifetime, ILogger<MaskedExceptions> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!IsCancelled(context, e))
        {
            InvocationFailed(logger, context.FunctionDefinition.Name, Fault.Explain(e));
            // Not with the cause: the host logs it too.
            throw new InvalidOperationException($"{context.FunctionDefinition.Name} failed: {Fault.Describe(e)}");
        }
    }

    // A client's own time-out is an OperationCanceledException too. What an HTTP call has begun goes on when the caller hangs up,
    // so only the host's stop cancels it.
    private bool IsCancelled(FunctionContext context, Exception exception) =>
        exception is OperationCanceledException
        && (lifetime.ApplicationStopping.IsCancellationRequested
            || (context.CancellationToken.IsCancellationRequested && !IsHttp(context)));

    private static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(50, LogLevel.Error, "{Function} failed. {Fault}")]
    private static partial void InvocationFailed(ILogger logger, string function, string fault);
}
