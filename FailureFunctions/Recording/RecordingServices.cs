using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Recording;

internal static class RecordingServices
{
    public static IServiceCollection AddRecording(this IServiceCollection services) => services
        .AddSingleton<FailuresTable>()
        .AddSingleton(provider => provider.GetRequiredService<FailuresTable>().Created)
        .AddSingleton<IFailureStore>(provider => provider.GetRequiredService<FailuresTable>())
        .AddSingleton<OutboxTable>()
        .AddSingleton(provider => provider.GetRequiredService<OutboxTable>().Created)
        .AddSingleton<IFailureOutbox>(provider => provider.GetRequiredService<OutboxTable>())
        .AddSingleton<IOutboxEntries>(provider => provider.GetRequiredService<OutboxTable>())
        .AddSingleton<ServiceBusFailurePublisher>()
        .AddSingleton(provider => new PreparationStep(
            $"topic {FailureEvent.Topic}",
            provider.GetRequiredService<ServiceBusFailurePublisher>().PrepareAsync,
            exception => FailureBus.HintOf(exception, FailureEvent.Topic)))
        .AddSingleton<IFailurePublisher>(provider => provider.GetRequiredService<ServiceBusFailurePublisher>())
        .AddSingleton<FailureFactory>()
        .AddSingleton<FailureRecorder>()
        .AddSingleton<IFailureCompletion>(provider => provider.GetRequiredService<FailureRecorder>())
        .AddSingleton<OutboxMetrics>()
        .AddSingleton<OutboxDrain>()
        .AddSingleton<IErasableTable, OutboxErasure>()
        .AddSingleton<FailureRemoval>()
        .AddSingleton<IErasableTable>(provider => provider.GetRequiredService<FailureRemoval>())
        .AddSingleton<IExpiringTable>(provider => provider.GetRequiredService<FailureRemoval>());
}
