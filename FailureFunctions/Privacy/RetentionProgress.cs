using System.Globalization;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>One pass of retention through a table, in as many runs as it takes.</summary>
/// <param name="Age">The age that was set when the pass started.</param>
/// <param name="Next">Where to continue; null for the beginning.</param>
/// <param name="CompletedAt">Null while the pass is under way.</param>
internal sealed record RetentionPass(
    string Table, TimeSpan Age, DateTimeOffset StartedAt, string? Next = null, int Removed = 0, DateTimeOffset? CompletedAt = null)
{
    /// <summary>How long after a pass was completed the next one starts: once a night, whenever in the night that is.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(20);

    /// <summary>The age from which on an unfinished pass is not continued: continuation tokens of the service do not last for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Rows older than this are removed.</summary>
    public DateTimeOffset CutOff => StartedAt - Age;

    /// <summary>The pass to work on: the last one, or a new one; null when the last one was completed a short time ago.</summary>
    public static RetentionPass? Due(RetentionPass? last, string table, TimeSpan age, DateTimeOffset now)
    {
        // A pass under another age is not continued: some of its rows may have to be kept now.
        if (last?.Age == age && last.CompletedAt is null && now - last.StartedAt < Longest)
            return last;
        if (last?.Age == age && now - last.CompletedAt < Pause)
            return null;
        return new RetentionPass(table, age, now);
    }
}

/// <summary>The table Retention: one row per table that retention goes through.</summary>
internal sealed class RetentionProgress(MaintenanceTables tables) : IErasableTable
{
    private const string RowKey = "pass";

    private readonly CreatedTable _table = new(tables.Service, TableNames.Retention);

    public string Name => TableNames.Retention;

    public TimeSpan Settling => TimeSpan.Zero;

    /// <returns>Null when there is no pass that can be read.</returns>
    public async Task<RetentionPass?> ReadAsync(string table, CancellationToken cancellationToken)
    {
        var client = await _table.GetAsync(cancellationToken);
        var row = await client.GetEntityIfExistsAsync<TableEntity>(table, RowKey, cancellationToken: cancellationToken);
        if (!row.HasValue || row.Value is not { } entity
            || entity[Column.StartedAt] is not DateTimeOffset started
            || !TimeSpan.TryParse(entity[Column.Age] as string, CultureInfo.InvariantCulture, out var age))
            return null;
        return new RetentionPass(
            table,
            age,
            started,
            entity[Column.Next] as string,
            entity[Column.Removed] as int? ?? 0,
            entity[Column.CompletedAt] as DateTimeOffset?);
    }

    public Task WriteAsync(RetentionPass pass, CancellationToken cancellationToken)
    {
        // The service takes no notice of a column that is null (learn.microsoft.com, "Insert Or Replace Entity").
        var row = new TableEntity(pass.Table, RowKey)
        {
            [Column.StartedAt] = pass.StartedAt,
            [Column.Age] = pass.Age.ToString("c", CultureInfo.InvariantCulture),
            [Column.Removed] = pass.Removed,
            [Column.Next] = pass.Next,
            [Column.CompletedAt] = pass.CompletedAt,
        };
        return _table.CallAsync(table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken), cancellationToken);
    }

    /// <summary>Removes every place to continue at: it holds the key of a row, which may be the recipient's. The pass starts again.</summary>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        new RowSweep(_table) { Columns = [.. RowSweep.Keys, Column.Next], Where = row => row[Column.Next] is not null, EvenIfChanged = true }
            .RemoveAsync(from, cancellationToken);
}
