using FailureFunctions.Privacy;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Functions;

/// <summary>
/// Removes rows older than the settings allow, every ten minutes from 1:00 to 5:50 UTC. A run takes at most
/// <see cref="Retention.Run"/>; once all tables are done, the remaining runs of the night do nothing.
/// </summary>
internal sealed class RemoveExpired(Retention retention)
{
    [Function(nameof(RemoveExpired))]
    public Task RunAsync([TimerTrigger("0 */10 1-5 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
