using System.Diagnostics;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;
using FailureFunctions.Local.FunctionsHost.Worker;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Local.FunctionsHost.Invocation;

/// <summary>Runs functions, and logs how each run ended.</summary>
internal sealed class FunctionInvoker(HostLog log)
{
    /// <exception cref="InvocationFailedException">The function failed, was cancelled, or its worker ended.</exception>
    public async Task<InvocationResponse> InvokeAsync(
        FunctionWorker worker, string function, InvocationRequest request, CancellationToken cancellationToken)
    {
        request.InvocationId = Guid.NewGuid().ToString();
        // Without a trace context the worker fails.
        request.TraceContext ??= TraceContexts.New();
        var started = Stopwatch.GetTimestamp();
        string problem;
        try
        {
            var response = await worker.InvokeAsync(function, request, cancellationToken);
            if (response.Result?.Status == StatusResult.Types.Status.Success)
            {
                log.Information($"Function.{function}", Executed("Succeeded"));
                return response;
            }

            // The worker has logged it with its stack trace.
            problem = response.Result?.Exception is { } exception ? $"{exception.Type}: {exception.Message}" : "The app gave no reason.";
        }
        catch (WorkerGoneException exception)
        {
            problem = exception.Message;
        }

        // The worker reports a cancelled invocation as failed.
        if (cancellationToken.IsCancellationRequested)
            log.Information($"Function.{function}", Executed("Cancelled"));
        else
            log.Write(LogLevel.Error, $"Function.{function}", $"{Executed("Failed")}\n{problem}");
        throw new InvocationFailedException(problem);

        string Executed(string result) =>
            $"Executed 'Functions.{function}' ({result}, Id={request.InvocationId}, Duration={Stopwatch.GetElapsedTime(started).TotalMilliseconds:0}ms)";
    }
}

/// <summary>A function did not run to its end; it is logged already.</summary>
internal sealed class InvocationFailedException(string message) : Exception(message);
