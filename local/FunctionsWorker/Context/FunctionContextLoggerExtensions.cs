using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Loggers from an invocation's services.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>The logger whose category is <typeparamref name="T"/>.</summary>
    public static ILogger<T> GetLogger<T>(this FunctionContext context) =>
        context.InstanceServices.GetService<ILogger<T>>()!;

    /// <summary>The logger of that category.</summary>
    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetService<ILoggerFactory>()!.CreateLogger(categoryName);
}
