using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// Erases a recipient's outbox entries, whatever their lease: what is not yet published is never to be. Before an entry its
/// row is removed: a row may only stand without its entry once its event is published, or a repeat would not be published.
/// </summary>
/// <param name="tables">The storage account.</param>
internal sealed class OutboxErasure(MaintenanceTables tables) : IErasableTable
{
    private static readonly string[] Columns =
        ["PartitionKey", "RowKey", Column.EventId, Column.RecipientKey, Column.Recipient, Column.ReportedAt];

    private readonly CreatedTable _table = new(tables.Service, TableNames.Outbox);
    private readonly CreatedTable _failures = new(tables.Service, TableNames.Failures);

    /// <inheritdoc/>
    public string Name => TableNames.Outbox;

    /// <summary>A drain or a request that is at work on an entry writes its row, and publishes it.</summary>
    public bool MayComeBack => true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SweptPage> EraseAsync(
        RecipientKey recipient, string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = await _failures.GetAsync(cancellationToken);
        var failureRows = 0;
        var pages = RowSweep.GoThroughAsync(_table, null, Columns, RowSweep.LargestPage, from, EraseAsync, cancellationToken);
        await foreach (var page in pages)
            yield return page with { FailureRows = failureRows };

        async Task<int> EraseAsync(TableClient table, IReadOnlyList<TableEntity> entries)
        {
            var erased = entries.Where(entry => IsOf(entry, recipient)).ToArray();
            var rows = erased.Select(entry => RowOf(entry, recipient)).OfType<TableEntity>().DistinctBy(row => row.RowKey).ToArray();
            failureRows = await RowRemoval.RemoveAsync(failures, rows, changedToo: true, cancellationToken);
            return await RowRemoval.RemoveAsync(table, erased, changedToo: true, cancellationToken);
        }
    }

    // By either column, in case a hand has altered one.
    private static bool IsOf(TableEntity entry, RecipientKey recipient) =>
        ColumnValue.Of<string>(entry, Column.RecipientKey) == recipient.Value
        || (ColumnValue.Of<string>(entry, Column.Recipient) is { } address && RecipientKey.Of(address) == recipient);

    private static TableEntity? RowOf(TableEntity entry, RecipientKey recipient) =>
        EventId.TryParse(ColumnValue.Of<string>(entry, Column.EventId), out var id)
            ? new TableEntity(recipient.PartitionKey, FailureRowKey.Of(ColumnValue.Of<DateTimeOffset?>(entry, Column.ReportedAt), id))
            : null;
}
