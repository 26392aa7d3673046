using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds steps to the pipeline that every invocation passes.</summary>
public static class MiddlewareWorkerApplicationBuilderExtensions
{
    /// <summary>Adds the step that runs the function itself; done by the builder when it builds.</summary>
    public static IFunctionsWorkerApplicationBuilder UseDefaultWorkerMiddleware(this IFunctionsWorkerApplicationBuilder builder) =>
        builder.UseFunctionExecutionMiddleware();

    /// <summary>Adds the step that runs the function itself, once.</summary>
    public static IFunctionsWorkerApplicationBuilder UseFunctionExecutionMiddleware(this IFunctionsWorkerApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(FunctionExecutor)))
            return builder;

        builder.Services.AddSingleton<FunctionExecutor>();
        builder.Use(_ => context => context.InstanceServices.GetRequiredService<FunctionExecutor>().ExecuteAsync(context));
        return builder;
    }

    /// <summary>Adds a step of type <typeparamref name="T"/>, one instance for the host.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.AddSingleton<T>();
        builder.Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
        return builder;
    }

    /// <summary>Adds a step of type <typeparamref name="T"/> for the invocations that the predicate accepts.</summary>
    public static IFunctionsWorkerApplicationBuilder UseWhen<T>(this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate)
        where T : class, IFunctionsWorkerMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        builder.Services.AddSingleton<T>();
        builder.Use(next => context => predicate(context)
            ? context.InstanceServices.GetRequiredService<T>().Invoke(context, next)
            : next(context));
        return builder;
    }

    /// <summary>Adds a step written in place.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware(this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, Func<Task>, Task> middleware)
    {
        builder.Use(next => context => middleware(context, () => next(context)));
        return builder;
    }

    /// <summary>Adds a step written in place for the invocations that the predicate accepts.</summary>
    public static IFunctionsWorkerApplicationBuilder UseWhen(this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate, Func<FunctionContext, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(middleware);
        builder.Use(next => context => predicate(context) ? middleware(context, () => next(context)) : next(context));
        return builder;
    }
}
