using System.Diagnostics;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>The stores and the bus as one participant reaches them.</summary>
/// <param name="conversation">Where it asks.</param>
/// <param name="failures">The failures that rows may be of.</param>
/// <param name="flaw">A flaw of the stores' use; null for none.</param>
internal sealed class SimulatedPorts(Conversation<SimulatedStores> conversation, IReadOnlyList<Failure> failures, Flaw? flaw)
    : IFailureRows, IOutbox, IFailurePublisher, IDeferredWork
{
    private int _pointers;
    private bool _repeated;

    /// <summary>The token by which the participant is told to end.</summary>
    public CancellationToken End { get; init; }

    /// <summary>Whether the last row that was to be added was there.</summary>
    public bool WasThere { get; private set; }

    // As the table does it: add; if there is one, read it; if it is gone by then, add again. Gives up sooner, so that this is
    // explored too.
    async Task<StoredRow> IFailureRows.AddAsync(Failure failure, CancellationToken cancellationToken)
    {
        var id = failure.EventId.Value;
        for (var round = 1; round <= 3; round++)
        {
            var added = await conversation.Ask($"add {id}", stores => stores[id] is { HasRow: false } stored
                ? Changed(stores, id, stored with { HasRow = true, Rows = stored.Rows + 1, IsExpired = false }, after => after.Version)
                : (stores, "there"));
            WasThere = added == "there";
            if (!WasThere)
                return new StoredRow(added, IsPublished: false);
            if (await StateOfAsync(id) is { } state)
                return state;
        }
        throw new TimeoutException("Added and removed by others at every try.");
    }

    // One transaction.
    public async Task<StoredRow?> TryAddAsync(Failure failure, MessageClaim claim, CancellationToken cancellationToken)
    {
        var id = failure.EventId.Value;
        var events = string.Concat(claim.Failures.Select(one => failures.Single(known => known.Keys.RowKey == one.Row).EventId.Value[0]));
        var added = await conversation.Ask($"add {id} claim {events} {claim.Version}", stores =>
            stores[id].HasRow || claim.Version != (stores.Claim is null ? null : $"{stores.ClaimVersion}")
                ? (stores, "there")
                : Changed(
                    stores with { Claim = events, ClaimVersion = stores.ClaimVersion + 1 },
                    id,
                    stores[id] with { HasRow = true, Rows = stores[id].Rows + 1, IsExpired = false },
                    after => after.Version));
        return added == "there" ? null : new StoredRow(added, IsPublished: false);
    }

    public async Task<MessageClaim> ReadClaimAsync(Failure failure, CancellationToken cancellationToken)
    {
        var seen = await conversation.Ask("read claim", stores => (stores, stores.Claim is null ? "none" : $"{stores.ClaimVersion} {stores.Claim}"));
        return seen.Split(' ') is [var version, var events]
            ? new MessageClaim(version, [.. events.Select(id => ClaimedFailure.Of(failures.Single(known => known.EventId.Value[0] == id)))])
            : MessageClaim.None;
    }

    public async Task<MessageClaim> FindAsync(Failure failure, CancellationToken cancellationToken) =>
        new(null, [.. (await ListRowsAsync()).Select(row => ClaimedFailure.Of(failures.Single(known => known.Keys == row.Keys)))]);

    async Task<ReadRow?> IFailureRows.ReadAsync(RowKeys keys, CancellationToken cancellationToken) =>
        await StateOfAsync(keys.EventId) is { } state
            ? new ReadRow(keys, state, failures.Single(failure => failure.Keys == keys), Fault: null)
            : null;

    public Task MarkPublishedAsync(RowKeys keys, string version, CancellationToken cancellationToken)
    {
        var id = keys.EventId;
        return ChangeAsync(flaw == Flaw.MarkOfAnyVersion ? $"mark {id}" : $"mark {id} {version}", id, stored => stored switch
        {
            { HasRow: false } when flaw == Flaw.MarkIsAnUpsert => stored with { HasRow = true, IsFragment = true, IsMarked = true },
            { HasRow: true } when flaw == Flaw.MarkOfAnyVersion || stored.Version == version => stored with { IsMarked = true },
            _ => stored,
        });
    }

    Task IOutbox.AddAsync(RowKeys row, ActivityContext? trace, CancellationToken cancellationToken)
    {
        var name = $"{conversation.Actor}.{_pointers++}";
        return ChangeAsync($"queue {row.EventId} {name}", row.EventId, stored => stored.WithPointer(name));
    }

    public async Task<bool> AddSweptAsync(RowKeys row, CancellationToken cancellationToken)
    {
        await ChangeAsync($"queue {row.EventId} swept", row.EventId, stored => stored.WithPointer("swept"));
        return true;
    }

    public async Task<OutboxListing> ListAsync(CancellationToken cancellationToken)
    {
        var seen = await conversation.Ask("list", stores => (stores, string.Join(';', failures.SelectMany(failure =>
            stores[failure.EventId.Value].Pointers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{failure.EventId}={name}")))));
        var pointers = seen.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).Select(parts =>
            new OutboxPointer(parts[0], parts[1], "", KeysOf(parts[0]), Attempts: 0, Trace: null)).ToArray();
        return new OutboxListing(pointers, pointers.Length, 0, null, false);
    }

    public Task<ReadRow?> ReadEntryAsync(OutboxPointer entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    // One request per pointer: they may be in different partitions.
    public async Task RemoveAsync(IReadOnlyCollection<OutboxPointer> pointers, CancellationToken cancellationToken)
    {
        foreach (var pointer in pointers)
            await ChangeAsync($"remove {pointer.PartitionKey} {pointer.RowKey}", pointer.PartitionKey, stored => stored.WithoutPointer(pointer.RowKey));
    }

    public Task PostponeAsync(OutboxPointer pointer, DateTimeOffset until, string reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task PublishAsync(IReadOnlyList<Failure> published, CancellationToken cancellationToken)
    {
        var ids = published.Select(failure => failure.EventId.Value).ToArray();
        return conversation.Ask($"publish {string.Join(',', ids)}", stores =>
            (ids.Aggregate(stores, (all, id) => all.With(id, all[id] with { IsPublished = true })), "done"));
    }

    public ValueTask StartAsync(Func<Task> work)
    {
        _ = work();
        return ValueTask.CompletedTask;
    }

    // Once: each further repeat finds what the first one may find.
    public bool TryStartLater(TimeSpan pause, Func<Task> work)
    {
        if (_repeated)
            return false;
        _repeated = true;
        _ = work();
        return true;
    }

    /// <summary>The rows that are there, with their versions.</summary>
    public async Task<IReadOnlyList<(RowKeys Keys, StoredRow Row)>> ListRowsAsync()
    {
        var seen = await conversation.Ask("list rows", stores => (stores, string.Join(';', failures
            .Where(failure => stores[failure.EventId.Value].HasRow)
            .Select(failure => $"{failure.EventId}={stores[failure.EventId.Value].Version}"))));
        return [.. seen.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).Select(parts => (KeysOf(parts[0]), RowOf(parts[1])))];
    }

    /// <summary>Removes a row because of its age, unless it was changed.</summary>
    public Task ExpireAsync(RowKeys keys, string version) => ChangeAsync($"expire {keys.EventId} {version}", keys.EventId, stored =>
        stored.HasRow && stored.Version == version
            ? stored with { HasRow = false, IsMarked = false, IsExpired = stored.IsPublished }
            : stored);

    /// <summary>Removes everything about an event: the row, then the pointers. What was promised about it no longer counts.</summary>
    public async Task EraseAsync(RowKeys keys)
    {
        await ChangeAsync($"erase row {keys.EventId}", keys.EventId, stored =>
            stored with { HasRow = false, IsMarked = false, IsErased = true, IsPublished = false });
        await conversation.Ask("erase claim", stores => (stores with { Claim = null }, "done"));
        await ChangeAsync($"erase pointers {keys.EventId}", keys.EventId, stored => stored with { Pointers = "" });
    }

    private async Task<StoredRow?> StateOfAsync(string id)
    {
        var state = await conversation.Ask($"read {id}", stores => (stores, stores[id].HasRow ? stores[id].Version : "gone"));
        return state == "gone" ? null : RowOf(state);
    }

    private RowKeys KeysOf(string id) => failures.Single(failure => failure.EventId.Value == id).Keys;

    private static StoredRow RowOf(string version) => new(version, version.EndsWith('p'));

    private Task<string> ChangeAsync(string name, string id, Func<StoredEvent, StoredEvent> change) =>
        conversation.Ask(name, stores => Changed(stores, id, change(stores[id]), _ => "done"));

    private static (SimulatedStores Stores, string Result) Changed(
        SimulatedStores stores, string id, StoredEvent stored, Func<StoredEvent, string> result) => (stores.With(id, stored), result(stored));
}
