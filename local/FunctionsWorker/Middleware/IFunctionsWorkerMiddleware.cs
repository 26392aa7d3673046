namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>A step around every invocation.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs the step; the function runs when it calls <paramref name="next"/>.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">The rest of the pipeline.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
