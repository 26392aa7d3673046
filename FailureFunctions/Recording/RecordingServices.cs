using FailureFunctions.Configuration;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Recording;

internal static class RecordingServices
{
    public static IServiceCollection AddRecording(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RecordingOptions>(configuration, RecordingOptions.Section, refuseUnknown: true);
        return services
            .AddSingleton<FailuresTable>()
            .AddSingleton(provider => provider.GetRequiredService<FailuresTable>().Created)
            .AddSingleton<IFailureRows>(provider => provider.GetRequiredService<FailuresTable>())
            .AddSingleton<IRecipientFailures>(provider => provider.GetRequiredService<FailuresTable>())
            .AddSingleton<OutboxTable>()
            .AddSingleton(provider => provider.GetRequiredService<OutboxTable>().Created)
            .AddSingleton<IOutbox>(provider => provider.GetRequiredService<OutboxTable>())
            .AddSingleton<ServiceBusFailurePublisher>()
            .AddSingleton(provider => new PreparationStep(
                $"topic {FailureEvent.Topic}",
                provider.GetRequiredService<ServiceBusFailurePublisher>().PrepareAsync,
                exception => FailureBus.HintOf(exception, FailureEvent.Topic)))
            .AddSingleton<IFailurePublisher>(provider => provider.GetRequiredService<ServiceBusFailurePublisher>())
            .AddSingleton<DeferredWork>()
            .AddSingleton<IDeferredWork>(provider => provider.GetRequiredService<DeferredWork>())
            .AddHostedService(provider => provider.GetRequiredService<DeferredWork>())
            .AddSingleton<FailureFactory>()
            .AddSingleton<FailureRecorder>()
            .AddSingleton<OutboxMetrics>()
            .AddSingleton<OutboxDrain>()
            .AddSingleton<UnpublishedSweep>()
            .AddSingleton<Reclassification>()
            .AddSingleton<IErasableTable, OutboxErasure>()
            .AddSingleton<FailureRemoval>()
            .AddSingleton<IErasableTable>(provider => provider.GetRequiredService<FailureRemoval>())
            .AddSingleton<IExpiringTable>(provider => provider.GetRequiredService<FailureRemoval>());
    }
}
