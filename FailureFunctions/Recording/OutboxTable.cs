using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Observability;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The outbox table: docs/tables.md. Its entries are spread over 16 partitions by event, so that no partition carries all the
/// traffic.
/// </summary>
internal sealed class OutboxTable(TableServiceClient service, TimeProvider time) : IFailureOutbox, IOutboxEntries
{
    /// <summary>How the <c>LastError</c> of an unreadable entry starts.</summary>
    public const string Unreadable = "Unreadable: ";

    private const int Shards = 16;

    // The table service takes at most 15 comparisons in a filter; one is for the partition.
    private const int ReadAtOnce = 14;

    private static readonly string[] LeaseColumns =
        ["PartitionKey", "RowKey", "Timestamp", Column.Attempts, Column.FirstSeenAt, Column.LeasedUntil, Column.LastError];

    public CreatedTable Created { get; } = new(service, TableNames.Outbox);

    /// <summary>The partition of an event: the first of its 32 hexadecimal digits.</summary>
    public static string ShardOf(EventId eventId) => eventId.Value[..1];

    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsuredEntity.EnsureAsync(Created, EntryOf(failure, attempt, time.GetUtcNow()), cancellationToken);

    public async Task RemoveAsync(EventId eventId, CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        // The client reports an entry or a table that is not there as status 404, without an exception.
        await table.DeleteEntityAsync(ShardOf(eventId), eventId.Value, ETag.All, cancellationToken);
    }

    public async Task<OutboxListing> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The youngest first, to be replaced by an older one.
        var due = new PriorityQueue<OutboxEntry, long>();
        var (count, unreadable, oldest, moreDue) = (0, 0, (DateTimeOffset?)null, false);
        await foreach (var row in ScanAsync(now, cancellationToken))
        {
            var entry = EntryOf(row);
            count++;
            unreadable += ColumnValue.Of<string>(row, Column.LastError) is { } error && error.StartsWith(Unreadable, StringComparison.Ordinal) ? 1 : 0;
            oldest = oldest < entry.FirstSeenAt ? oldest : entry.FirstSeenAt;
            if (entry.IsDue(now))
                due.Enqueue(entry, -entry.FirstSeenAt.UtcTicks);
            if (due.Count > DrainLimits.Listed)
            {
                due.Dequeue();
                moreDue = true;
            }
            if (count == DrainLimits.Scanned)
            {
                moreDue = true;
                break;
            }
        }
        return new OutboxListing(
            [.. due.UnorderedItems.Select(item => item.Element).OrderBy(entry => entry.FirstSeenAt)], count, unreadable, oldest, moreDue);
    }

    public async Task<IReadOnlyList<LeasedEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        var shards = await Task.WhenAll(entries.GroupBy(entry => entry.PartitionKey, StringComparer.Ordinal).Select(async shard =>
        {
            var leased = await LeaseShardAsync(table, [.. shard], until, cancellationToken);
            var read = await Task.WhenAll(leased.Chunk(ReadAtOnce).Select(some => ReadAsync(table, shard.Key, some, cancellationToken)));
            return read.SelectMany(some => some);
        }));
        return [.. shards.SelectMany(shard => shard).OrderBy(leased => leased.Entry.FirstSeenAt)];
    }

    public async Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        var change = LeaseOf(entry, until);
        change[Column.Attempts] = entry.Attempts + 1;
        change[Column.LastError] = reason;
        await TryUpdateAsync(await Created.GetAsync(cancellationToken), change, entry, cancellationToken);
    }

    internal static TableEntity EntryOf(Failure failure, AttemptId attempt, DateTimeOffset now)
    {
        var entry = new TableEntity(ShardOf(failure.EventId), failure.EventId.Value);
        FailureColumns.Write(entry, failure);
        entry[Column.RecipientKey] = failure.RecipientKey.Value;
        if (failure.ReportedAt is { } reported)
            entry[Column.ReportedAt] = reported;
        if (failure.Trace is { } trace)
        {
            entry[Column.TraceParent] = TraceContexts.ParentOf(trace);
            if (trace.TraceState is { } state)
                entry[Column.TraceState] = state;
        }
        entry[Column.Attempt] = attempt.Value;
        entry[Column.Attempts] = 0;
        entry[Column.FirstSeenAt] = now;
        return entry;
    }

    // Starts at another partition every minute, so that all have their turn when there are more entries than one scan reads.
    private async IAsyncEnumerable<TableEntity> ScanAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        var first = ((int)(now.ToUnixTimeSeconds() / 60 % Shards)).ToString("x", CultureInfo.InvariantCulture);
        foreach (var filter in new[] { $"PartitionKey ge '{first}'", $"PartitionKey lt '{first}'" })
        {
            await using var rows = table.QueryAsync<TableEntity>(filter, null, LeaseColumns, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(rows))
                yield return rows.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<TableEntity> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException e)
        {
            Created.Note(e);
            throw;
        }
    }

    // One transaction per partition; if one entry was changed by others, one request per entry.
    private static async Task<IReadOnlyList<OutboxEntry>> LeaseShardAsync(
        TableClient table, OutboxEntry[] shard, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await table.SubmitTransactionAsync(
                shard.Select(entry => new TableTransactionAction(
                    TableTransactionActionType.UpdateMerge, LeaseOf(entry, until), new ETag(entry.Version))),
                cancellationToken);
            return [.. shard.Select((entry, i) => entry with { Version = answers.Value[i].Headers.ETag.ToString()!, LeasedUntil = until })];
        }
        catch (RequestFailedException e) when (ConcernsTheEntry(e))
        {
            var leased = new List<OutboxEntry>(shard.Length);
            foreach (var entry in shard)
            {
                if (await TryUpdateAsync(table, LeaseOf(entry, until), entry, cancellationToken) is { } version)
                    leased.Add(entry with { Version = version, LeasedUntil = until });
            }
            return leased;
        }
    }

    // An entry that was removed since the lease is left out, and so is one that was added again: that one is not leased.
    private static async Task<IEnumerable<LeasedEntry>> ReadAsync(
        TableClient table, string shard, OutboxEntry[] entries, CancellationToken cancellationToken)
    {
        var keys = string.Join(" or ", entries.Select(entry => TableClient.CreateQueryFilter($"RowKey eq {entry.RowKey}")));
        var filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {shard}")} and ({keys})";
        var read = new List<LeasedEntry>(entries.Length);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var entry = Array.Find(entries, entry => entry.RowKey == row.RowKey)!;
            if (ColumnValue.Of<DateTimeOffset?>(row, Column.LeasedUntil) == entry.LeasedUntil)
                read.Add(Read(row, entry with { Version = row.ETag.ToString() }));
        }
        return read;
    }

    private static LeasedEntry Read(TableEntity row, OutboxEntry entry)
    {
        var failure = FailureColumns.Read(row, out var fault);
        // An entry is removed by its event's keys, so one with other keys would be published again and again.
        if (failure is not null && (row.RowKey != failure.EventId.Value || row.PartitionKey != ShardOf(failure.EventId)))
            (failure, fault) = (null, "its keys are not those of its EventId.");
        return new LeasedEntry(entry, EnsuredEntity.AttemptOf(row), failure, fault);
    }

    private static OutboxEntry EntryOf(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        row.ETag.ToString(),
        Math.Max(0, ColumnValue.Of<int?>(row, Column.Attempts) ?? 0),
        FirstSeenAt(row),
        ColumnValue.Of<DateTimeOffset?>(row, Column.LeasedUntil));

    // No entry was added after it was last written: one that says so would never be old enough.
    private static DateTimeOffset FirstSeenAt(TableEntity row)
    {
        var written = row.Timestamp ?? DateTimeOffset.MinValue;
        return ColumnValue.Of<DateTimeOffset?>(row, Column.FirstSeenAt) is { } seen && seen < written ? seen : written;
    }

    private static TableEntity LeaseOf(OutboxEntry entry, DateTimeOffset until) =>
        new(entry.PartitionKey, entry.RowKey) { [Column.LeasedUntil] = until };

    private static async Task<string?> TryUpdateAsync(
        TableClient table, TableEntity change, OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await table.UpdateEntityAsync(change, new ETag(entry.Version), TableUpdateMode.Merge, cancellationToken);
            return answer.Headers.ETag?.ToString();
        }
        catch (RequestFailedException e) when (ConcernsTheEntry(e))
        {
            return null;
        }
    }

    // Changed or removed by others, or too large to be written to: the other entries are not affected.
    private static bool ConcernsTheEntry(RequestFailedException e) => e.Status is 400 or 404 or 412 or 413;
}
