using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Observability;

/// <summary>A try of a dependency, or of a part of it.</summary>
/// <param name="RunAsync">The try; abandoned when it outlasts its limit.</param>
/// <param name="Part">What is tried, where a dependency has several parts: a table.</param>
internal sealed record Probe(Func<CancellationToken, Task> RunAsync, string? Part = null);

/// <summary>Readiness (docs/operate.md#health): each owner of a dependency registers how it is tried, and what to fix.</summary>
internal static class Health
{
    /// <summary>Describes the result of a dependency that these settings do without.</summary>
    public const string NotNeeded = "not-needed";

    /// <summary>
    /// Adds a dependency to the answer. All probes are run at once, each within the limit, whether its client observes
    /// cancellation or not; there are none when these settings do without the dependency. The hint says what to fix, by what a
    /// probe threw (a <see cref="TimeoutException"/> at the limit). It is shown to callers and logged, so it names settings,
    /// tables and roles, and repeats nothing of an exception.
    /// </summary>
    public static void AddDependencyCheck(
        this IServiceCollection services,
        string name,
        TimeSpan limit,
        Func<IServiceProvider, IEnumerable<Probe>> probes,
        Func<Exception, string> hintOf)
    {
        services.TryAddSingleton<Readiness>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new DependencyCheck([.. probes(provider)], hintOf, limit, provider.GetRequiredService<TimeProvider>()),
            HealthStatus.Unhealthy,
            tags: null));
    }
}

internal sealed class DependencyCheck(IReadOnlyList<Probe> probes, Func<Exception, string> hintOf, TimeSpan limit, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (probes.Count == 0)
            return HealthCheckResult.Healthy(Health.NotNeeded);
        var hints = await Task.WhenAll(probes.Select(async probe => (probe.Part, Text: await HintAsync(probe))));
        var failed = hints.Where(hint => hint.Text is not null).GroupBy(hint => hint.Text, hint => hint.Part)
            .Select(group => group.First() is null ? group.Key : $"{string.Join(", ", group)}: {group.Key}").ToArray();
        // Without the exception, which would be logged: its message may repeat an address or a key.
        return failed.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(" ", failed));
    }

    private async Task<string?> HintAsync(Probe probe)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        var token = timeout.Token;
        try
        {
            // Not on this thread, since a client may block before it first waits.
            await Task.Run(() => probe.RunAsync(token), token).WaitAsync(token);
            return null;
        }
        catch (Exception e)
        {
            return hintOf(e is OperationCanceledException && timeout.IsCancellationRequested ? new TimeoutException() : e);
        }
    }
}

/// <summary>
/// Whether the dependencies work. However many callers ask, they are tried one at a time, and at most once in
/// <see cref="Reuse"/> per instance.
/// </summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider time)
{
    public static readonly TimeSpan Reuse = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<(HealthReport Report, long EndedAt)>? _latest;

    /// <param name="cancellationToken">Ends this caller's waiting, not the try.</param>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        Task<(HealthReport Report, long EndedAt)> latest;
        lock (_lock)
        {
            if (_latest is null || IsOver(_latest))
                _latest = Task.Run(TryAllAsync, CancellationToken.None);
            latest = _latest;
        }
        return (await latest.WaitAsync(cancellationToken)).Report;
    }

    private bool IsOver(Task<(HealthReport Report, long EndedAt)> latest) =>
        latest.IsCompleted && !(latest.IsCompletedSuccessfully && time.GetElapsedTime(latest.Result.EndedAt) < Reuse);

    private async Task<(HealthReport Report, long EndedAt)> TryAllAsync()
    {
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        return (report, time.GetTimestamp());
    }
}
