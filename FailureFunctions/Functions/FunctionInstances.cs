using FailureFunctions.Receiving;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Gives the worker the instance of a function: the registered one, if there is one, since the worker's own way asks for a public
/// constructor, and so for public dependencies.
/// </summary>
internal sealed class FunctionInstances : IFunctionActivator
{
    public object? CreateInstance(Type instanceType, FunctionContext context) =>
        ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, instanceType);
}

internal static class FunctionServices
{
    public static IServiceCollection AddFunctions(this IServiceCollection services) => services
        .AddSingleton<IFunctionActivator, FunctionInstances>()
        .AddSingleton(provider => new ReceiveFailure(
            provider.GetRequiredService<ReceivePipeline>(),
            provider.GetRequiredService<ReceiveTelemetry>(),
            provider.GetRequiredService<IHostApplicationLifetime>()))
        .AddSingleton(provider => new Suppressions(
            provider.GetRequiredService<SuppressionList>(),
            provider.GetRequiredService<ProtectedDomains>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
}
