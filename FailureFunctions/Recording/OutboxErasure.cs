using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// Removes a recipient's outbox entries, leased or not, so that they are never published. The row of an entry is removed
/// first: a row without an entry counts as published, and a repeat of it would not be published.
/// </summary>
internal sealed class OutboxErasure(MaintenanceTables tables) : IErasableTable
{
    private readonly CreatedTable _failures = new(tables.Service, TableNames.Failures);
    private readonly RowSweep _entries = new(new CreatedTable(tables.Service, TableNames.Outbox))
    {
        Columns = [.. RowSweep.Keys, Column.EventId, Column.RecipientKey, Column.ReportedAt],
        EvenIfChanged = true,
    };

    public string Name => TableNames.Outbox;

    /// <summary>A drain writes the row of an entry, and publishes it, until its lease and the recording that ends it are over.</summary>
    public TimeSpan Settling => DrainLimits.Lease + RecordingCalls.LongestCompletion;

    public async IAsyncEnumerable<SweptPage> EraseAsync(
        RecipientKey recipient, string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _entries with { Where = entry => ColumnValue.Of<string>(entry, Column.RecipientKey) == recipient.Value };
        var failures = await _failures.GetAsync(cancellationToken);
        await foreach (var page in entries.PagesAsync(from, cancellationToken))
        {
            var rows = page.Values.Where(entries.Where)
                .Select(entry => RowOf(entry, recipient)).OfType<TableEntity>().DistinctBy(row => row.RowKey).ToArray();
            var failureRows = await RowRemoval.RemoveAsync(failures, rows, evenIfChanged: true, cancellationToken);
            yield return new SweptPage(await entries.RemoveAsync(page, cancellationToken), page.ContinuationToken, failureRows);
        }
    }

    private static TableEntity? RowOf(TableEntity entry, RecipientKey recipient) =>
        EventId.TryParse(ColumnValue.Of<string>(entry, Column.EventId), out var id)
            ? new TableEntity(recipient.PartitionKey, FailureRowKey.Of(ColumnValue.Of<DateTimeOffset?>(entry, Column.ReportedAt), id))
            : null;
}
