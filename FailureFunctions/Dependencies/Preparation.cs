using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Creates tables and opens connections, all at once, before the worker connects to the Functions host and takes its first
/// invocation: opening a link to Service Bus takes a second or more. The start waits for at most <see cref="Limit"/>; what
/// is not ready by then goes on in the background. The app works without: whatever fails is tried again when it is used.
/// </summary>
internal sealed partial class Preparation(
    FailuresTable store,
    OutboxTable outbox,
    QuarantineTable quarantine,
    ServiceBusFailurePublisher publisher,
    TimeProvider time,
    ILogger<Preparation> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>Far below the 30 seconds that Azure gives a worker to start.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Runs before any service is started, the worker among them.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var stopping = _stopping.Token;
        // Not on this thread, since a client may block before it first waits.
        var all = Task.Run(() => Task.WhenAll(
            TryAsync("tables are", PrepareTablesAsync, TablesCheck.HintOf, stopping),
            TryAsync($"topic {FailureEvent.Topic} is", publisher.PrepareAsync, BusCheck.HintOf, stopping)), CancellationToken.None);
        try
        {
            await all.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Each is reported when it fails.
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private Task PrepareTablesAsync(CancellationToken cancellationToken) => Task.WhenAll(
        store.PrepareAsync(cancellationToken), outbox.PrepareAsync(cancellationToken), quarantine.PrepareAsync(cancellationToken));

    private async Task TryAsync(string what, Func<CancellationToken, Task> prepare, Func<Exception, string> hint, CancellationToken stopping)
    {
        try
        {
            await prepare(stopping);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
                NotReady(logger, what, Fault.Describe(e), hint(e));
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The {What} not ready; the next use tries again. {Fault}: {Hint}")]
    private static partial void NotReady(ILogger logger, string what, string fault, string hint);
}
