using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.ServiceBus;
using Microsoft.Azure.Functions.Worker.Timer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What runs the functions in this process.</summary>
internal static class LocalHostServices
{
    public static void AddLocalFunctionsHost(this IServiceCollection services, InvocationPipeline pipeline, HostArguments arguments, HostJson hostJson, string applicationName)
    {
        services.AddSingleton<IFunctionsWorkerApplicationBuilder>(pipeline);
        services.AddSingleton(_ => pipeline.Build());
        services.AddSingleton(arguments);
        services.AddSingleton(hostJson);
        services.AddSingleton<FunctionSource>(_ => AssemblyFunctionSource.For(applicationName));
        services.AddSingleton<HostShutdown>();
        services.AddSingleton<HostReport>(_ => new HostReport(Console.Out, Console.Error));
        services.AddSingleton<StartFailure>();
        services.AddSingleton<InvocationTelemetry>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<TriggerType, HttpTriggerType>();
        services.AddSingleton<HttpTriggerListener>();
        services.AddSingleton<ITriggerListener>(provider => provider.GetRequiredService<HttpTriggerListener>());
        services.AddSingleton<TriggerType, TimerTriggerType>();
        services.AddSingleton<ITriggerListener, TimerTriggerListener>();
        services.AddSingleton<TriggerType, ServiceBusTriggerType>();
        services.AddSingleton<ServiceBusClientFactory>();
        services.AddSingleton<ServiceBusLog>();
        services.AddSingleton<ITriggerListener, ServiceBusTriggerListener>();
        services.AddHostedService<FunctionsHost>();
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddSingleton<IPostConfigureOptions<WorkerOptions>, DefaultSerializer>();
    }

    /// <summary>Reads and writes JSON by the application's JsonSerializerOptions, unless it chose a serializer.</summary>
    private sealed class DefaultSerializer(IOptions<JsonSerializerOptions> options) : IPostConfigureOptions<WorkerOptions>
    {
        public void PostConfigure(string? name, WorkerOptions worker) => worker.Serializer ??= new JsonObjectSerializer(options.Value);
    }
}
