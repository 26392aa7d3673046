using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Links;

/// <summary>Removes rows of the table FailureLinks: those of a recipient's failures, and those that are too old.</summary>
internal sealed class LinkRemoval(MaintenanceTables tables, TimeProvider time) : IErasableTable, IExpiringTable
{
    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Links));

    public string Name => TableNames.Links;

    /// <summary>Who has read the erasures before this one may still add rows.</summary>
    public TimeSpan Settling => LinkTable.Fresh + LinkCalls.ReadErasures.Limit + LinkCalls.Add.Limit;

    /// <summary>
    /// Goes through the whole table, so that nothing depends on the failures being there still. First it notes the erasure: a message
    /// that waits in the subscription until later must not bring the recipient back.
    /// </summary>
    public async IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = recipient.PartitionKey;
        if (from is null)
            await NoteAsync(failures, cancellationToken);
        var rows = _rows with { Filter = TableClient.CreateQueryFilter($"FailurePartitionKey eq {failures}"), EvenIfChanged = true };
        await foreach (var page in rows.RemoveAsync(from, cancellationToken))
            yield return page;
    }

    // As their failures.
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken) =>
        (_rows with { Filter = TableClient.CreateQueryFilter($"OccurredAt lt {cutOff} and ReceivedAt lt {cutOff}") }).RemoveAsync(from, cancellationToken);

    private async Task NoteAsync(string failures, CancellationToken cancellationToken)
    {
        var row = new TableEntity(LinkTable.Erasures, LinkTable.ErasureOf(failures)) { [Column.OccurredAt] = time.GetUtcNow() };
        await _rows.Table.CallAsync(table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken), cancellationToken);
    }
}
