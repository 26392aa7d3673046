using FailureFunctions.Failures.Identity;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>The outbox, with every call timed and traced.</summary>
/// <param name="inner">The outbox.</param>
/// <param name="calls">Times and traces.</param>
public sealed class TracedFailureOutbox(IFailureOutbox inner, DependencyCalls calls) : IFailureOutbox
{
    /// <inheritdoc/>
    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.OutboxAdd, () => inner.EnsureAsync(failure, attempt, cancellationToken));

    /// <inheritdoc/>
    public Task RemoveAsync(EventId eventId, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.OutboxRemove, () => inner.RemoveAsync(eventId, cancellationToken));
}
