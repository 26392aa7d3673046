using FailureFunctions.Privacy;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Functions;

/// <summary>
/// Removes at night what is older than the settings allow: see <see cref="FailureRetention"/>. Every ten minutes from 1:00
/// to 5:50 UTC, since a run is short; once all is gone through, the rest of the night's runs have nothing to do.
/// </summary>
/// <param name="retention">Does the work.</param>
internal sealed class RemoveExpired(FailureRetention retention)
{
    /// <summary>Goes on where the last run ended.</summary>
    /// <param name="timer">The timer, which has nothing to say here.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <returns>A task that ends within <see cref="RetentionLimits.Run"/>.</returns>
    [Function(nameof(RemoveExpired))]
    public Task RunAsync([TimerTrigger("0 */10 1-5 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
