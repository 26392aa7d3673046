using System.Globalization;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Suppression.Protocol;

/// <summary>The tables and the bus as one participant reaches them.</summary>
internal sealed class ListPorts(Conversation<ListStores> conversation, ListFlaw? flaw)
    : ISuppressionRows, IRecipientFailures, IProtectedDomains, ISuppressionPublisher, IFailureNotices, IFailureLinks
{
    private int _pending;
    private readonly HashSet<string> _received = [];
    private int _receipts;
    private IReadOnlyCollection<SuppressionEntry> _ending = [];

    /// <summary>How often the participant receives messages, if there are any.</summary>
    public int Receipts { get; init; } = 1;

    /// <summary>The token by which the participant is told to end.</summary>
    public CancellationToken End { get; init; }

    public async Task<SuppressionEntry?> FindAsync(RecipientKey recipient, CancellationToken cancellationToken)
    {
        var read = await conversation.Ask("read row", stores => (stores, stores.Row.Length == 0 ? "" : $"{stores.Row} {stores.Version} {stores.Announced} {stores.Tag}"));
        return read.Split(' ') is [var name, var version, var announced, var tag]
            ? ListRows.Named(name) with { Version = Number(version), AnnouncedVersion = Number(announced), Tag = tag }
            : null;
    }

    public async Task<IReadOnlyList<Failure>> ListAsync(RecipientKey recipient, CancellationToken cancellationToken) =>
        [.. ListStores.Words(await conversation.Ask("read failures", stores => (stores, stores.Failures))).Select(day => ListRows.Failure(Number(day)))];

    public async Task<SuppressionEntry?> TryWriteAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        if (flaw is ListFlaw.AnnounceBeforeWrite)
            await PublishAsync([entry], cancellationToken);
        var name = ListRows.NameOf(entry);
        var tag = await conversation.Ask($"write {name} {entry.Version} {entry.AnnouncedVersion} if {entry.Tag}", stores =>
        {
            if (flaw is not ListFlaw.WriteAnyVersion && (stores.Row.Length == 0 ? null : $"{stores.Tag}") != entry.Tag)
                return (stores, "");
            var written = stores with
            {
                Row = name,
                Version = entry.Version,
                Announced = entry.AnnouncedVersion,
                Tag = stores.Tag + 1,
                Stored = ListStores.With(stores.Stored, ListRows.VersionOf(entry)),
            };
            return (written, $"{written.Tag}");
        });
        return tag.Length == 0 ? null : entry with { Tag = tag };
    }

    public async Task MarkAnnouncedAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        await AskAsync($"mark {entry.Version} if {entry.Tag}", stores => stores switch
        {
            { Row.Length: 0 } when flaw is ListFlaw.MarkIsAnUpsert => stores with { IsFragment = true },
            { Row.Length: > 0 } when flaw is ListFlaw.MarkAnyVersion || entry.Tag == $"{stores.Tag}" => stores with { Announced = entry.Version, Tag = stores.Tag + 1 },
            _ => stores,
        });
        if (flaw is ListFlaw.EndAfterMark)
            await AddEndsAsync(_ending);
    }

    public async Task<DueEntry> AddPendingAsync(RecipientKey recipient, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var name = $"pending{conversation.Actor}.{_pending++}";
        if (flaw is not ListFlaw.NoPending)
            await AskAsync($"add {name} {ListRows.Day(due)}", stores => stores.Due(name, Known.DayOf(due)));
        return new DueEntry(name, recipient, Domain: null, Next: null, "0");
    }

    public async Task AddExpiriesAsync(IReadOnlyCollection<SuppressionEntry> suppressed, CancellationToken cancellationToken)
    {
        _ending = suppressed;
        if (flaw is not (ListFlaw.EndAfterMark or ListFlaw.NoEnd))
            await AddEndsAsync(suppressed);
    }

    public async Task<IReadOnlyList<DueEntry>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await conversation.Ask($"list due {ListRows.Day(now)}", stores =>
            (stores, string.Join(' ', ListStores.Words(stores.Index).Where(entry => ListStores.DayOf(entry) <= Known.DayOf(now)))));
        return [.. ListStores.Words(due).Select(entry => entry.Split('=')).Select(parts => new DueEntry(parts[0], ListRows.Failure(0).RecipientKey, null, null, parts[2]))];
    }

    public async Task RemoveDueAsync(IReadOnlyCollection<DueEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
            await AskAsync($"remove {entry.RowKey} if {entry.Tag}", stores =>
            {
                var there = ListStores.Words(stores.Index).FirstOrDefault(other => other.StartsWith($"{entry.RowKey}=", StringComparison.Ordinal));
                return there is not null && (flaw is ListFlaw.RemoveAnyVersion || there.EndsWith($"={entry.Tag}", StringComparison.Ordinal))
                    ? stores with { Index = ListStores.Without(stores.Index, there) }
                    : stores;
            });
    }

    public async Task PublishAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var version in entries.Select(ListRows.VersionOf))
            await AskAsync($"publish {version}", stores => stores with { Published = ListStores.With(stores.Published, version) });
    }

    // What a run has received is locked for it. Another one may receive it all the same: a lock may be lost at any moment.
    public async Task<IReadOnlyList<FailureNotice>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        if (_receipts++ == Receipts)
            return [];
        var days = ListStores.Words(await conversation.Ask("list messages", stores => (stores, stores.Messages)));
        FailureNotice[] received = [.. days.Where(_received.Add).Select(day => new FailureNotice(
            day, ListRows.Failure(0).RecipientKey, Fault: null, ChangesNothing: false, Delivery: 1, Link: FailureLink.Of(ListRows.Failure(LinkedDay(day)))))];
        if (flaw is ListFlaw.CompleteFirst)
            foreach (var notice in received)
                await CompleteNowAsync(notice);
        return received;

        int LinkedDay(string day) => flaw is ListFlaw.CountAnyMessage ? 0 : Number(day);
    }

    public Task CompleteAsync(FailureNotice notice, CancellationToken cancellationToken) =>
        flaw is ListFlaw.CompleteFirst ? Task.CompletedTask : CompleteNowAsync(notice);

    public Task DeadLetterAsync(FailureNotice notice, NoticeFault fault, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> links, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<EventId, Exception>>(new Dictionary<EventId, Exception>());

    public ValueTask<DateTimeOffset?> SinceAsync(string? domain, CancellationToken cancellationToken) => default;

    public Task<DueEntry> ContinueAsync(DueEntry domain, string next, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<(IReadOnlyList<RecipientKey> Recipients, string? Next)> ListDomainAsync(string domain, string? from, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Records a failure, then sends its message.</summary>
    public async Task SendAsync(string day)
    {
        await AskAsync($"store {day}", stores => stores with { Failures = ListStores.With(stores.Failures, day) });
        await AskAsync($"send {day}", stores => stores.Completed.Contains(day, StringComparison.Ordinal) ? stores : stores with { Messages = ListStores.With(stores.Messages, day) });
    }

    public async Task EraseAsync()
    {
        await AskAsync("erase failures", stores => stores with { Failures = "", IsErased = true });
        await AskAsync("erase row", stores => stores with { Row = "", Version = 0, Announced = 0 });
        await AskAsync("erase index", stores => stores with { Index = "" });
    }

    private Task<string> CompleteNowAsync(FailureNotice notice) => AskAsync($"complete {notice.Id}", stores =>
        stores with { Messages = ListStores.Without(stores.Messages, notice.Id), Completed = ListStores.With(stores.Completed, notice.Id) });

    private async Task AddEndsAsync(IReadOnlyCollection<SuppressionEntry> suppressed)
    {
        foreach (var end in suppressed.Select(entry => entry.State.Until!.Value))
            await AskAsync($"add end{ListRows.Day(end)}", stores => stores.Due($"end{ListRows.Day(end)}", Known.DayOf(end)));
    }

    private Task<string> AskAsync(string name, Func<ListStores, ListStores> change) => conversation.Ask(name, stores => (change(stores), "done"));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>How a protocol is wrong.</summary>
internal enum ListFlaw
{
    AnnounceBeforeWrite,

    /// <summary>Messages are completed when they are received.</summary>
    CompleteFirst,

    /// <summary>The row is written whoever changed it meanwhile.</summary>
    WriteAnyVersion,

    /// <summary>The mark does not depend on the row's ETag.</summary>
    MarkAnyVersion,

    /// <summary>The mark also adds a row.</summary>
    MarkIsAnUpsert,

    /// <summary>A decision leaves nothing in the index before it writes the row.</summary>
    NoPending,

    /// <summary>The end of a suppression is not in the index.</summary>
    NoEnd,

    /// <summary>It is, but only once the change is marked as announced.</summary>
    EndAfterMark,

    /// <summary>A message counts as read with an earlier one of its address, although its failure was not stored then.</summary>
    CountAnyMessage,

    /// <summary>An entry of the index is removed even if it was added again meanwhile.</summary>
    RemoveAnyVersion,
}
