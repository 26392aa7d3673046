using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Runs a function through the pipeline, in a scope of its own, traced and logged as the host does.</summary>
internal sealed partial class FunctionInvoker(
    IServiceScopeFactory scopes,
    FunctionExecutionDelegate pipeline,
    InvocationTelemetry telemetry,
    ILoggerFactory loggers,
    TimeProvider time)
{
    /// <summary>Runs the function and gives what it returned. Its exceptions are logged and thrown.</summary>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, TriggerInput input, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"Function.{function.Name}");
        await using var context = new InvocationContext(function, input, scopes.CreateAsyncScope(), cancellationToken);
        using var scope = logger.BeginScope(telemetry.ScopeOf(context));
        using var activity = telemetry.Start(context);
        var started = time.GetTimestamp();
        Log.Executing(logger, function.Name, context.InvocationId);
        try
        {
            await pipeline(context);
            Log.Succeeded(logger, function.Name, context.InvocationId, (long)time.GetElapsedTime(started).TotalMilliseconds);
            return context.Outcome.Result;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Log.Cancelled(logger, function.Name, context.InvocationId, (long)time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Log.Failed(logger, function.Name, context.InvocationId, (long)time.GetElapsedTime(started).TotalMilliseconds, exception);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Executing 'Functions.{Function}' (Id={InvocationId})")]
        public static partial void Executing(ILogger logger, string function, string invocationId);

        [LoggerMessage(2, LogLevel.Information, "Executed 'Functions.{Function}' (Succeeded, Id={InvocationId}, Duration={Duration}ms)")]
        public static partial void Succeeded(ILogger logger, string function, string invocationId, long duration);

        [LoggerMessage(3, LogLevel.Warning, "Executed 'Functions.{Function}' (Cancelled, Id={InvocationId}, Duration={Duration}ms)")]
        public static partial void Cancelled(ILogger logger, string function, string invocationId, long duration);

        [LoggerMessage(4, LogLevel.Error, "Executed 'Functions.{Function}' (Failed, Id={InvocationId}, Duration={Duration}ms)")]
        public static partial void Failed(ILogger logger, string function, string invocationId, long duration, Exception exception);
    }
}
