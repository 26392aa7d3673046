using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Observability;

/// <summary>
/// Whether the app's dependencies work. However many ask, they are tried one at a time, and at most once in
/// <see cref="Reuse"/> per instance: who asks often gets what was found last.
/// </summary>
/// <param name="checks">The dependencies, each with a time limit of its own.</param>
/// <param name="time">Tells how old a result is.</param>
internal sealed class SharedReadiness(HealthCheckService checks, TimeProvider time)
{
    /// <summary>How long a result is given to others who ask.</summary>
    public static readonly TimeSpan Reuse = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<Result>? _latest;

    /// <summary>Tells how the dependencies are.</summary>
    /// <param name="cancellationToken">Ends this caller's waiting; the others' goes on.</param>
    /// <returns>What was found at most <see cref="Reuse"/> ago.</returns>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        Task<Result> latest;
        lock (_lock)
        {
            if (_latest is null || IsOver(_latest))
                _latest = Task.Run(TryAllAsync, CancellationToken.None);
            latest = _latest;
        }
        return (await latest.WaitAsync(cancellationToken)).Report;
    }

    private bool IsOver(Task<Result> latest) =>
        latest.IsCompleted && !(latest.IsCompletedSuccessfully && time.GetElapsedTime(latest.Result.EndedAt) < Reuse);

    private async Task<Result> TryAllAsync()
    {
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        return new Result(report, time.GetTimestamp());
    }

    private sealed record Result(HealthReport Report, long EndedAt);
}
