namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline, function included.</summary>
/// <param name="context">The invocation.</param>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
