using FailureFunctions.Failures.Publishing;
using FailureFunctions.Failures.Storage;
using FailureFunctions.Failures.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Failures;

/// <summary>
/// Makes tables and opens connections while the app starts, so that the first notification need not wait. Not needed for
/// the app to work: whatever fails here is tried again when it is used.
/// </summary>
/// <param name="store">The failures.</param>
/// <param name="outbox">The outbox.</param>
/// <param name="rejected">The rejected notifications.</param>
/// <param name="publisher">The bus.</param>
/// <param name="logger">Told of what is not ready.</param>
public sealed partial class Preparation(
    TableFailureStore store,
    TableFailureOutbox outbox,
    TableRejectedNotifications rejected,
    ServiceBusFailurePublisher publisher,
    ILogger<Preparation> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        TryAsync("table " + TableNames.Failures, store.PrepareAsync, stoppingToken),
        TryAsync("table " + TableNames.Outbox, outbox.PrepareAsync, stoppingToken),
        TryAsync("table " + TableNames.Rejected, rejected.PrepareAsync, stoppingToken),
        TryAsync("topic " + FailureEvent.Topic, publisher.PrepareAsync, stoppingToken));

    private async Task TryAsync(string what, Func<CancellationToken, Task> prepare, CancellationToken stoppingToken)
    {
        try
        {
            await prepare(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            NotReady(logger, what, Fault.Explain(e));
        }
        catch (OperationCanceledException)
        {
            // The app stops before it has quite started.
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The {What} is not ready; it is tried again when it is needed. {Fault}")]
    private static partial void NotReady(ILogger logger, string what, string fault);
}
