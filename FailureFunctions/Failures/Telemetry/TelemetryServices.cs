using FailureFunctions.Failures.Publishing;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Failures.Rejection;
using FailureFunctions.Failures.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>Puts together what times and traces.</summary>
internal static class TelemetryServices
{
    /// <summary>Adds the spans, and the ports of recording and draining so that every call of them is timed and traced.</summary>
    public static IServiceCollection AddTracedPorts(this IServiceCollection services)
    {
        services.AddSingleton<FailureActivities>();
        services.AddSingleton<DependencyCalls>();
        services.AddSingleton<IFailureStore>(provider => new TracedFailureStore(Of<TableFailureStore>(provider), Calls(provider)));
        services.AddSingleton<IFailureOutbox>(provider => new TracedFailureOutbox(Of<TableFailureOutbox>(provider), Calls(provider)));
        services.AddSingleton<IOutboxEntries>(provider => new TracedOutboxEntries(Of<TableOutboxEntries>(provider), Calls(provider)));
        services.AddSingleton<IRejectedNotifications>(
            provider => new TracedRejectedNotifications(Of<TableRejectedNotifications>(provider), Calls(provider)));
        services.AddSingleton<IFailurePublisher>(
            provider => new TracedFailurePublisher(Of<ServiceBusFailurePublisher>(provider), Calls(provider)));
        return services;
    }

    private static T Of<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();

    private static DependencyCalls Calls(IServiceProvider provider) => Of<DependencyCalls>(provider);
}
