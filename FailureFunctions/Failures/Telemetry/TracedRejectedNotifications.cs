using FailureFunctions.Failures.Rejection;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>The rejected notifications, with every call timed and traced.</summary>
/// <param name="inner">The rejected notifications.</param>
/// <param name="calls">Times and traces.</param>
public sealed class TracedRejectedNotifications(IRejectedNotifications inner, DependencyCalls calls) : IRejectedNotifications
{
    /// <inheritdoc/>
    public Task KeepAsync(RejectedNotification notification, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.RejectedAdd, () => inner.KeepAsync(notification, cancellationToken));
}
