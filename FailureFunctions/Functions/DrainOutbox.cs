using FailureFunctions.Recording;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Functions;

/// <summary>Completes every minute what requests left in the outbox.</summary>
internal sealed class DrainOutbox(OutboxDrain drain)
{
    [Function(nameof(DrainOutbox))]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        drain.RunAsync(cancellationToken);
}
