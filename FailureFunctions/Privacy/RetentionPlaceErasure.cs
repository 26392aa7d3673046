using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>
/// Forgets where retention is in a table: that place is the key of a row, and so may be a recipient. It then begins anew.
/// </summary>
/// <param name="tables">The storage account.</param>
internal sealed class RetentionPlaceErasure(MaintenanceTables tables) : IErasableTable
{
    private readonly CreatedTable _table = new(tables.Service, TableNames.Retention);

    /// <inheritdoc/>
    public string Name => TableNames.Retention;

    /// <inheritdoc/>
    public bool MayComeBack => false;

    /// <inheritdoc/>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        RowSweep.GoThroughAsync(
            _table,
            null,
            null,
            RowSweep.LargestPage,
            from,
            (table, rows) => RowRemoval.RemoveAsync(
                table, [.. rows.Where(row => row.ContainsKey(Column.Next))], changedToo: true, cancellationToken),
            cancellationToken);
}
