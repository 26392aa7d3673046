using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Receiving;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>The table of rejected notifications, as the operator sees it. The ETag of a row is its version.</summary>
/// <param name="service">The storage account.</param>
internal sealed class TableKeptNotifications(TableServiceClient service) : IKeptNotifications
{
    // A body has up to 64 KiB: more at once would only fill the memory.
    private const int PerPage = 100;
    private const int NotFound = 404;
    private const int PreconditionFailed = 412;

    private readonly CreatedTable _table = new(service, TableNames.Rejected);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptNotification> OfDayAsync(
        DateOnly day, string? afterKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = KeptId.PartitionOf(day);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {afterKey ?? ""}");
        var table = await _table.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, PerPage, cancellationToken: cancellationToken))
            yield return KeptNotificationReader.Read(new KeptId(day, row.RowKey), row);
    }

    /// <inheritdoc/>
    public async Task<KeptNotification?> FindAsync(KeptId id, CancellationToken cancellationToken)
    {
        var table = await _table.GetAsync(cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(id.Partition, id.Key, cancellationToken: cancellationToken);
        return found.HasValue ? KeptNotificationReader.Read(id, found.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task MarkAsync(KeptNotification row, ReplayResult replay, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(replay);
        var change = new TableEntity(row.Id.Partition, row.Id.Key)
        {
            [Column.ReplayedAt] = at,
            [Column.ReplayOutcome] = replay.Outcome,
        };
        if (replay.EventId is { } eventId)
            change[Column.EventId] = eventId.Value;
        if (replay.Cause is { } cause)
        {
            change[Column.Cause] = RejectionCauses.NameOf(cause);
            change[Column.Errors] = JsonSerializer.Serialize(replay.Errors, RejectionJson.Default.IReadOnlyListFieldError);
        }
        var table = await _table.GetAsync(cancellationToken);
        try
        {
            await table.UpdateEntityAsync(change, new ETag(row.Version), TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is NotFound or PreconditionFailed)
        {
            // Another replay has marked it, or a hand has fixed or removed it.
        }
    }
}
