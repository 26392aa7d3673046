using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The steps around every invocation, in the order in which they were added.</summary>
internal sealed class InvocationPipeline(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public IServiceCollection Services => services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _steps.Add(middleware);
        return this;
    }

    public FunctionExecutionDelegate Build()
    {
        FunctionExecutionDelegate pipeline = _ => Task.CompletedTask;
        for (var i = _steps.Count - 1; i >= 0; i--)
            pipeline = _steps[i](pipeline);
        return pipeline;
    }
}
