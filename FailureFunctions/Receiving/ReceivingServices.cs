using FailureFunctions.Classification;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Receiving;

internal static class ReceivingServices
{
    public static IServiceCollection AddReceiving(this IServiceCollection services) => services
        .AddSingleton<ReplyClassifier>()
        .AddSingleton<ReplayWindow<ReceiveResult>>()
        .AddSingleton<ReceiveTelemetry>()
        .AddSingleton<BounceInterpreter>()
        .AddSingleton<ComplaintAttribution>()
        .AddSingleton<DeliveryClearing>()
        .AddSingleton<ReceivePipeline>()
        // Building the classifier takes longer than anything else in the first request, and fits beside opening connections.
        .AddSingleton(provider => new PreparationStep(
            "pipeline",
            _ => Task.FromResult(provider.GetRequiredService<ReceivePipeline>()),
            exception => $"Unexpected: {Fault.TypeOf(exception)}."))
        .AddSingleton<RejectionReplay>()
        .AddSingleton<Reconciliation>();
}
