using FailureFunctions.Recording;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Functions;

/// <summary>Publishes every minute what requests could not: see <see cref="OutboxDrain"/>.</summary>
/// <param name="drain">Does the work.</param>
internal sealed class DrainOutbox(OutboxDrain drain)
{
    /// <summary>Runs the drain once.</summary>
    /// <param name="timer">The timer, which has nothing to say here.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <returns>A task that ends within a minute.</returns>
    [Function(nameof(DrainOutbox))]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        drain.RunAsync(cancellationToken);
}
