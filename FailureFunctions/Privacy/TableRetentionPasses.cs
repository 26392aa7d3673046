using System.Globalization;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>The table of how far retention has come: one row per table that is gone through.</summary>
/// <param name="tables">The storage account.</param>
internal sealed class TableRetentionPasses(MaintenanceTables tables)
{
    private const string RowKey = "pass";

    private readonly CreatedTable _table = new(tables.Service, TableNames.Retention);

    /// <summary>Reads the pass of a table, as far as the row can be read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The pass; null when there never was one.</returns>
    public async Task<RetentionPass?> ReadAsync(string table, CancellationToken cancellationToken)
    {
        var client = await _table.GetAsync(cancellationToken);
        var row = await client.GetEntityIfExistsAsync<TableEntity>(table, RowKey, cancellationToken: cancellationToken);
        if (!row.HasValue || row.Value is not { } entity
            || ColumnValue.Of<DateTimeOffset?>(entity, Column.StartedAt) is not { } started
            || !TimeSpan.TryParse(ColumnValue.Of<string>(entity, Column.Age), CultureInfo.InvariantCulture, out var age))
            return null;
        return new RetentionPass
        {
            Table = table,
            Age = age,
            StartedAt = started,
            Next = ColumnValue.Of<string>(entity, Column.Next),
            Removed = ColumnValue.Of<int?>(entity, Column.Removed) ?? 0,
            CompletedAt = ColumnValue.Of<DateTimeOffset?>(entity, Column.CompletedAt),
        };
    }

    /// <summary>Writes how far a pass has come.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it is written.</returns>
    public async Task WriteAsync(RetentionPass pass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var row = new TableEntity(pass.Table, RowKey)
        {
            [Column.StartedAt] = pass.StartedAt,
            [Column.Age] = pass.Age.ToString("c", CultureInfo.InvariantCulture),
            [Column.Removed] = pass.Removed,
        };
        if (pass.Next is not null)
            row[Column.Next] = pass.Next;
        if (pass.CompletedAt is { } completed)
            row[Column.CompletedAt] = completed;
        try
        {
            var client = await _table.GetAsync(cancellationToken);
            await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e)
        {
            _table.Note(e);
            throw;
        }
    }
}
