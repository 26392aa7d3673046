using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>The outbox as the drain sees it, with every call timed and traced.</summary>
/// <param name="inner">The outbox.</param>
/// <param name="calls">Times and traces.</param>
public sealed class TracedOutboxEntries(IOutboxEntries inner, DependencyCalls calls) : IOutboxEntries
{
    /// <inheritdoc/>
    public Task<OutboxListing> ListAsync(CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.OutboxList, () => inner.ListAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.OutboxLease, () => inner.LeaseAsync(entries, until, cancellationToken));

    /// <inheritdoc/>
    public Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.OutboxPostpone, () => inner.PostponeAsync(entry, until, reason, cancellationToken));
}
