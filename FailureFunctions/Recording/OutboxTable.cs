using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Observability;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The outbox table: docs/tables.md. A pointer is added once and belongs to one attempt at recording: it is never shared, so
/// removing it cannot remove what another attempt relies on.
/// </summary>
internal sealed class OutboxTable(TableServiceClient service, TimeProvider time) : IOutbox
{
    /// <summary>How the <c>LastError</c> of a pointer to an unreadable row starts.</summary>
    public const string Unreadable = "Unreadable: ";

    // More says nothing new, and the next one still fits into the column.
    private const int MostAttempts = 1_000_000;

    private static readonly string[] PointerColumns =
    [
        "PartitionKey", "RowKey", "Timestamp", Column.FailurePartitionKey, Column.FailureRowKey, Column.FirstSeenAt, Column.Attempts,
        Column.NotBefore, Column.LastError, Column.TraceParent, Column.TraceState,
    ];

    public CreatedTable Created { get; } = new(service, TableNames.Outbox);

    // The key is unique: a pointer that is there is that of the client's first try, whose answer was lost.
    public Task AddAsync(RowKeys row, ActivityContext? trace, CancellationToken cancellationToken) =>
        TryAddAsync(PointerTo(row, trace, time.GetUtcNow()), cancellationToken);

    public Task<bool> AddSweptAsync(RowKeys row, CancellationToken cancellationToken)
    {
        var pointer = PointerTo(row, trace: null, time.GetUtcNow());
        (pointer.PartitionKey, pointer.RowKey) = ($"swept-{row.EventId[^1]}", row.EventId);
        return TryAddAsync(pointer, cancellationToken);
    }

    public Task<OutboxListing> ListAsync(CancellationToken cancellationToken) =>
        Created.CallAsync(table => ListAsync(table, cancellationToken), cancellationToken);

    public async Task<ReadRow?> ReadEntryAsync(OutboxPointer entry, CancellationToken cancellationToken)
    {
        var found = await Created.CallAsync(
            table => table.GetEntityIfExistsAsync<TableEntity>(entry.PartitionKey, entry.RowKey, cancellationToken: cancellationToken), cancellationToken);
        if (found is not { HasValue: true, Value: { } row })
            return null;
        var failure = FailureColumns.Read(row, out var fault);
        return new ReadRow(failure?.Keys ?? default, default, failure, fault);
    }

    public async Task RemoveAsync(IReadOnlyCollection<OutboxPointer> pointers, CancellationToken cancellationToken) =>
        await RowRemoval.RemoveAsync(
            await Created.GetAsync(cancellationToken),
            [.. pointers.Select(pointer => new TableEntity(pointer.PartitionKey, pointer.RowKey))],
            evenIfChanged: true,
            cancellationToken);

    public async Task PostponeAsync(OutboxPointer pointer, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        var change = new TableEntity(pointer.PartitionKey, pointer.RowKey)
        {
            [Column.NotBefore] = until,
            [Column.Attempts] = pointer.Attempts + 1,
            [Column.LastError] = reason,
        };
        var table = await Created.GetAsync(cancellationToken);
        try
        {
            await table.UpdateEntityAsync(change, new ETag(pointer.Version), TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Another drain was faster.
        }
    }

    /// <summary>Sorted by the minute in which it was added, and spread over 16 partitions within that minute.</summary>
    internal static TableEntity PointerTo(RowKeys row, ActivityContext? trace, DateTimeOffset now)
    {
        var minute = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var pointer = new TableEntity($"{minute}-{row.EventId[^1]}", $"{row.EventId}-{Guid.NewGuid():N}")
        {
            [Column.FailurePartitionKey] = row.PartitionKey,
            [Column.FailureRowKey] = row.RowKey,
            [Column.FirstSeenAt] = now,
            [Column.Attempts] = 0,
        };
        if (trace is { } context)
        {
            pointer[Column.TraceParent] = TraceContexts.ParentOf(context);
            if (context.TraceState is { } state)
                pointer[Column.TraceState] = state;
        }
        return pointer;
    }

    private async Task<bool> TryAddAsync(TableEntity pointer, CancellationToken cancellationToken)
    {
        try
        {
            await Created.CallAsync(table => table.AddEntityAsync(pointer, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private async Task<OutboxListing> ListAsync(TableClient table, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<OutboxPointer>();
        var (count, unreadable, oldest, moreDue) = (0, 0, (DateTimeOffset?)null, false);
        await foreach (var row in table.QueryAsync<TableEntity>(select: PointerColumns, cancellationToken: cancellationToken))
        {
            count++;
            unreadable += row[Column.LastError] is string error && error.StartsWith(Unreadable, StringComparison.Ordinal) ? 1 : 0;
            oldest = FirstSeenAt(row) is var seen && oldest < seen ? oldest : seen;
            var isDue = !(row[Column.NotBefore] is DateTimeOffset until && until > now);
            if (isDue && due.Count < DrainLimits.Listed)
                due.Add(PointerOf(row));
            else
                moreDue |= isDue;
            if (count == DrainLimits.Scanned)
            {
                moreDue = true;
                break;
            }
        }
        return new OutboxListing(due, count, unreadable, oldest, moreDue);
    }

    private static OutboxPointer PointerOf(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        row.ETag.ToString(),
        row[Column.FailurePartitionKey] is string partition && row[Column.FailureRowKey] is string key
            ? new RowKeys(partition, key)
            : null,
        Math.Clamp(row[Column.Attempts] as int? ?? 0, 0, MostAttempts),
        TraceContexts.Parse(row[Column.TraceParent] as string, row[Column.TraceState] as string));

    // One that claims to be from the future counts from when it was written.
    private static DateTimeOffset FirstSeenAt(TableEntity row)
    {
        var written = row.Timestamp ?? DateTimeOffset.MinValue;
        return row[Column.FirstSeenAt] is DateTimeOffset seen && seen < written ? seen : written;
    }
}

/// <summary>Removes the pointers to a recipient's rows, and entries of the old format, so that they are never published.</summary>
internal sealed class OutboxErasure(MaintenanceTables tables) : IErasableTable
{
    public string Name => TableNames.Outbox;

    /// <summary>A drain that has read an entry of the old format may still add its row.</summary>
    public TimeSpan Settling => DrainLimits.Run + RecordingCalls.AddRow.Limit;

    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        new RowSweep(new CreatedTable(tables.Service, TableNames.Outbox))
        {
            Filter = TableClient.CreateQueryFilter($"FailurePartitionKey eq {recipient.PartitionKey} or RecipientKey eq {recipient.Value}"),
            EvenIfChanged = true,
        }.RemoveAsync(from, cancellationToken);
}
