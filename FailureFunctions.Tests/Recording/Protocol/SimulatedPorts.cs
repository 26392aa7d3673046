using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>The stores and the bus as one participant reaches them.</summary>
/// <param name="conversation">Where it asks.</param>
/// <param name="leases">Whether leases are respected; without, it is as if each had expired at once.</param>
/// <param name="failures">What entries may be of.</param>
internal sealed class SimulatedPorts(Conversation conversation, bool leases, IReadOnlyList<Failure> failures)
    : IFailureOutbox, IFailureStore, IFailurePublisher, IOutboxEntries
{
    /// <summary>Whether the last entry or row that was to be made was there before.</summary>
    public bool LastEnsureFound { get; private set; }

    Task<AttemptId> IFailureOutbox.EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsureAsync("entry", failure.EventId.Value, attempt, stored => stored.Entry, (stored, name) => stored with { Entry = name });

    Task<AttemptId> IFailureStore.EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsureAsync("row", failure.EventId.Value, attempt, stored => stored.Row, (stored, name) => stored with { Row = name });

    public Task RemoveAsync(EventId eventId, CancellationToken cancellationToken) => RemoveAsync("remove", eventId);

    public Task PublishAsync(Failure failure, CancellationToken cancellationToken) => ChangeAsync(
        $"publish {failure.EventId}", failure.EventId, stored => stored with { IsPublished = true });

    public async Task<OutboxListing> ListAsync(CancellationToken cancellationToken)
    {
        var seen = await conversation.Ask("list", stores => (stores, string.Join(',', failures
            .Select(failure => (Id: failure.EventId.Value, Stored: stores[failure.EventId.Value]))
            .Where(known => known.Stored.Entry is not null)
            .Select(known => $"{known.Id}={known.Stored.Entry}={known.Stored.Leases}"))));
        var entries = seen.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => EntryOf(text.Split('='))).ToArray();
        return new OutboxListing(entries, entries.Length, 0, null, false);
    }

    public async Task<IReadOnlyList<LeasedEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var name = $"lease {string.Join(',', entries.Select(entry => $"{entry.RowKey}={entry.Version}"))}";
        var leased = await conversation.Ask(name, stores =>
        {
            var taken = entries.Where(entry => IsFree(stores[entry.RowKey], entry)).Select(entry => entry.RowKey).ToArray();
            var after = leases ? taken.Aggregate(stores, Lease) : stores;
            return (after, string.Join(',', taken));
        });
        return [.. entries.Where(entry => leased.Contains(entry.RowKey, StringComparison.Ordinal)).Select(entry => new LeasedEntry(
            entry, AttemptOf(entry), failures.First(failure => failure.EventId.Value == entry.RowKey), Fault: null))];
    }

    public Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Deletes what there is of an event, whatever goes on.</summary>
    public async Task EraseAsync(EventId id, bool entryToo)
    {
        if (entryToo)
            await RemoveAsync("erase entry", id);
        await ChangeAsync($"erase row {id}", id, stored => stored with { Row = null, IsErased = true });
    }

    // As the table does it: add; if there is one, read it; if it is gone by then, add again. Giving up sooner than
    // there, so that this is explored, too.
    private async Task<AttemptId> EnsureAsync(
        string what, string id, AttemptId attempt, Func<StoredEvent, string?> standing, Func<StoredEvent, string, StoredEvent> add)
    {
        var name = conversation.NameOf(attempt);
        for (var round = 1; round <= 3; round++)
        {
            var added = await conversation.Ask($"add {what} {id} {name}", stores =>
                standing(stores[id]) is null ? (stores.With(id, add(stores[id], name)), "added") : (stores, "there"));
            LastEnsureFound = added == "there";
            if (added == "added")
                return new AttemptId(name);
            var found = await conversation.Ask($"read {what} {id}", stores => (stores, standing(stores[id]) ?? "gone"));
            if (found != "gone")
                return new AttemptId(found);
        }
        throw new TimeoutException("Added and removed by others at every try.");
    }

    private Task<string> RemoveAsync(string name, EventId id) =>
        ChangeAsync($"{name} {id}", id, stored => stored with { Entry = null, Leases = 0 });

    private Task<string> ChangeAsync(string name, EventId id, Func<StoredEvent, StoredEvent> change) =>
        conversation.Ask(name, stores => (stores.With(id.Value, change(stores[id.Value])), "done"));

    // The version is the attempt of the entry, as an entry that was removed and added again has another one, and its leases.
    private bool IsFree(StoredEvent stored, OutboxEntry entry) =>
        leases ? $"{stored.Entry}={stored.Leases}" == entry.Version : true;

    private static AttemptId AttemptOf(OutboxEntry entry) => new(entry.Version.Split('=')[0]);

    private static SimulatedStores Lease(SimulatedStores stores, string id) =>
        stores.With(id, stores[id] with { Leases = stores[id].Leases + 1 });

    private static OutboxEntry EntryOf(string[] parts) => new(
        "0", parts[0], $"{parts[1]}={parts[2]}", Attempts: 0, DateTimeOffset.MinValue, LeasedUntil: null);
}
