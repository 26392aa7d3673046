using FailureFunctions.Failures;
using FailureFunctions.Failures.Identity;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>The stores and the bus as one delivery or drain of one process reaches them.</summary>
public sealed class SimulatedPorts(SimulatedWorld world, int process, int actor, bool leases, IReadOnlyList<Failure> failures)
    : IFailureOutbox, IFailureStore, IFailurePublisher, IOutboxEntries
{
    /// <summary>Whether the last entry or row that was to be made was there before.</summary>
    public bool LastEnsureFound { get; private set; }

    Task<AttemptId> IFailureOutbox.EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsureAsync(world.Outbox, failure, attempt);

    Task<AttemptId> IFailureStore.EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsureAsync(world.Rows, failure, attempt);

    public Task RemoveAsync(EventId eventId, CancellationToken cancellationToken) => world.RemoveAsync(process, actor, eventId);

    public Task PublishAsync(Failure failure, CancellationToken cancellationToken) =>
        world.PublishAsync(process, actor, failure.EventId);

    public async Task<OutboxListing> ListAsync(CancellationToken cancellationToken)
    {
        var seen = await world.Do(process, actor, "list", () => string.Join(
            ',', world.Outbox.Select(entry => $"{entry.Key}={entry.Value}={world.Leases.GetValueOrDefault(entry.Key)}")));
        var entries = seen.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => EntryOf(text.Split('='))).ToArray();
        return new OutboxListing(entries, entries.Length, 0, null, false);
    }

    public async Task<IReadOnlyList<OutboxEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var leased = await world.Do(process, actor, "lease", () => string.Join(',', entries.Where(Lease).Select(entry => entry.RowKey)));
        return [.. entries.Where(entry => leased.Contains(entry.RowKey, StringComparison.Ordinal))];
    }

    public Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private async Task<AttemptId> EnsureAsync(SortedDictionary<string, string> table, Failure failure, AttemptId attempt)
    {
        (var standing, LastEnsureFound) = await world.EnsureAsync(process, actor, table, failure.EventId, attempt);
        return standing;
    }

    private bool Lease(OutboxEntry entry)
    {
        // Without leases, two drains work on one entry, as when the lease of the first has expired.
        if (!leases)
            return true;
        if (world.Outbox.GetValueOrDefault(entry.RowKey) != entry.Attempt.Value
            || $"{world.Leases.GetValueOrDefault(entry.RowKey)}" != entry.Version)
            return false;
        world.Leases[entry.RowKey] = world.Leases.GetValueOrDefault(entry.RowKey) + 1;
        return true;
    }

    private OutboxEntry EntryOf(string[] parts) => new()
    {
        PartitionKey = "0",
        RowKey = parts[0],
        Attempt = new AttemptId(parts[1]),
        Version = parts[2],
        Attempts = 0,
        FirstSeenAt = DateTimeOffset.MinValue,
        Failure = failures.First(failure => failure.EventId.Value == parts[0]),
    };
}
