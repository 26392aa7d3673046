using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The last step of the pipeline: binds the arguments, creates the instance and runs the method.</summary>
internal sealed class FunctionExecutor
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> _factories = new();

    public async Task ExecuteAsync(FunctionContext context)
    {
        if (context is not InvocationContext invocation)
            throw new InvalidOperationException("Middleware passed on a FunctionContext that is not the host's own.");

        var function = invocation.Function;
        var arguments = new object?[function.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = function.Arguments[i](invocation);

        var instance = function.Method.IsStatic
            ? null
            : _factories.GetOrAdd(function.Method.DeclaringType!, type => ActivatorUtilities.CreateFactory(type, []))(context.InstanceServices, null);
        var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        invocation.Outcome.Result = await function.Unwrap(returned);
    }
}
