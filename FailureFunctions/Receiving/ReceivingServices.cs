using FailureFunctions.Classification;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Receiving;

internal static class ReceivingServices
{
    public static IServiceCollection AddReceiving(this IServiceCollection services) => services
        .AddSingleton<ReplyClassifier>()
        .AddSingleton<ReplayWindow<ReceiveResult>>()
        .AddSingleton<ReceiveTelemetry>()
        .AddSingleton<ReceivePipeline>()
        .AddSingleton<RejectionReplay>();
}
