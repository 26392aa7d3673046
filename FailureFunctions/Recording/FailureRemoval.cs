using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Removes rows of the table Failures: those of a recipient, which are one partition, and those that are too old.</summary>
internal sealed class FailureRemoval(MaintenanceTables tables) : IErasableTable, IExpiringTable
{
    private static readonly TimeSpan KeyUnit = TimeSpan.FromSeconds(1);

    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Failures));

    public string Name => TableNames.Failures;

    public TimeSpan Settling => TimeSpan.Zero;

    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        (_rows with { Filter = TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey}"), EvenIfChanged = true })
            .RemoveAsync(from, cancellationToken);

    // Both the reported time, which the key starts with, and the receipt must be old: a row without a reported time has the
    // oldest key there is (docs/decisions/0002), and a late report must not be removed the night after it came in.
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken) =>
        (_rows with { Filter = TableClient.CreateQueryFilter($"RowKey ge {FailureRowKey.Before(cutOff - KeyUnit)} and ReceivedAt lt {cutOff}") })
            .RemoveAsync(from, cancellationToken);
}
