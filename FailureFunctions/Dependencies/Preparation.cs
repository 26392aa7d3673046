using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Dependencies;

/// <summary>Something to get ready before the first invocation.</summary>
/// <param name="What">For the log: such as <c>tables</c>.</param>
/// <param name="RunAsync">Gets it ready.</param>
/// <param name="HintOf">What to fix, by what was thrown.</param>
internal sealed record PreparationStep(string What, Func<CancellationToken, Task> RunAsync, Func<Exception, string> HintOf);

/// <summary>
/// Runs all steps at once before the worker connects to the Functions host and takes its first invocation: opening a link to
/// Service Bus takes a second or more. The start waits for at most <see cref="Limit"/>; a step that takes longer goes on in
/// the background. The app works without: whatever fails is tried again when it is used.
/// </summary>
internal sealed partial class Preparation(IEnumerable<PreparationStep> steps, TimeProvider time, ILogger<Preparation> logger)
    : IHostedLifecycleService, IDisposable
{
    /// <summary>Far below the 30 seconds that Azure gives a worker to start.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Runs before any service is started, the worker among them.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Not on this thread, since a client may block before it first waits.
        var all = Task.WhenAll(steps.Select(step => Task.Run(() => TryAsync(step, _stopping.Token), CancellationToken.None)));
        try
        {
            await all.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Each step logs its own failure.
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task TryAsync(PreparationStep step, CancellationToken stopping)
    {
        try
        {
            await step.RunAsync(stopping);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
                NotReady(logger, step.What, Fault.Describe(e), step.HintOf(e));
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "Not ready: {What}; the next use tries again. {Fault}: {Hint}")]
    private static partial void NotReady(ILogger logger, string what, string fault, string hint);
}
