using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Erases a recipient's failures: one partition.</summary>
/// <param name="tables">The storage account.</param>
internal sealed class FailuresErasure(MaintenanceTables tables) : IErasableTable
{
    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly CreatedTable _table = new(tables.Service, TableNames.Failures);

    /// <inheritdoc/>
    public string Name => TableNames.Failures;

    /// <inheritdoc/>
    public bool MayComeBack => false;

    /// <inheritdoc/>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        RowSweep.GoThroughAsync(
            _table,
            TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey}"),
            KeysOnly,
            RowSweep.LargestPage,
            from,
            (table, rows) => RowRemoval.RemoveAsync(table, rows, changedToo: true, cancellationToken),
            cancellationToken);
}
