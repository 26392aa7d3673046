using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Suppression;

/// <summary>Removes rows of the table Suppressions: those of a recipient, and those that say nothing any longer.</summary>
internal sealed class SuppressionRemoval(MaintenanceTables tables, IOptions<SuppressionOptions> options, TimeProvider time) : IErasableTable, IExpiringTable
{
    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Suppressions));
    private readonly SuppressionPolicy _policy = new(options.Value);

    public string Name => TableNames.Suppressions;

    /// <summary>The updater may still write a row from failures that it read before.</summary>
    public TimeSpan Settling => SuppressionCalls.Longest;

    // Two walks, since one over both partitions would read the whole table. Only the second can have a place to continue at.
    public async IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = _rows with { Filter = TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey}"), EvenIfChanged = true };
        var index = _rows with
        {
            Filter = TableClient.CreateQueryFilter($"PartitionKey eq {SuppressionTable.Index} and RecipientKey eq {recipient.Value}"),
            EvenIfChanged = true,
        };
        if (from is null)
            await foreach (var page in row.RemoveAsync(from, cancellationToken))
                yield return page with { Next = null };
        await foreach (var page in index.RemoveAsync(from, cancellationToken))
            yield return page;
    }

    // Not what suppresses, what is watched, what a delivery has ended, or what somebody decided: without the row, old failures would
    // count again.
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken) =>
        (_rows with
        {
            Filter = $"RowKey eq '{SuppressionColumns.RowKey}' and {TableClient.CreateQueryFilter($"UpdatedAt lt {cutOff}")} and State ne 'suppressed'",
            Columns = [.. SuppressionColumns.All],
            Where = row => SuppressionColumns.TryRead(row) is { IsAnnounced: true, Decisions.Count: 0 } entry
                && entry.Evidence.All(one => one.Weight is not EvidenceWeight.Delivery)
                && _policy.Decide(entry.Evidence, [], time.GetUtcNow()).Status is SuppressionStatus.None,
        }).RemoveAsync(from, cancellationToken);
}
