using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Receiving;

internal static class ReceivingServices
{
    public static IServiceCollection AddReceiving(this IServiceCollection services) => services
        .AddSingleton<NotificationReader>()
        .AddSingleton<ReplyClassifier>()
        .AddSingleton<ReplayWindow<ReceiveResult>>()
        .AddSingleton<ReceiveTelemetry>()
        .AddSingleton<ReceivePipeline>()
        .AddSingleton<RejectionReplay>();
}
