using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Functions;

internal sealed class Timers(OutboxDrain drain, UnpublishedSweep sweep, SuppressionUpdater suppression, Retention retention)
{
    /// <summary>Publishes every minute what requests left in the outbox.</summary>
    [Function("DrainOutbox")]
    public Task DrainOutboxAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        drain.RunAsync(cancellationToken);

    /// <summary>
    /// Brings the suppression list up to date every minute. A timer, not a Service Bus trigger: docs/decisions/0009-no-service-bus-trigger.md.
    /// </summary>
    [Function("UpdateSuppressions")]
    public Task UpdateSuppressionsAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        suppression.RunAsync(cancellationToken);

    /// <summary>Queues rows that a process which died has left unpublished: every ten minutes a part, until the table is done.</summary>
    [Function("SweepFailures")]
    public Task SweepFailuresAsync([TimerTrigger("0 5-59/10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);

    /// <summary>
    /// Removes rows older than the settings allow, every ten minutes from 1:00 to 5:50 UTC. A run takes at most
    /// <see cref="Retention.Run"/>; once all tables are done, the remaining runs of the night do nothing.
    /// </summary>
    [Function("RemoveExpired")]
    public Task RemoveExpiredAsync([TimerTrigger("0 */10 1-5 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
