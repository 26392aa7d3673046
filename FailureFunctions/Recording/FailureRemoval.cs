using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Removes rows of the table Failures: those of a recipient, which are one partition, and those that are too old.</summary>
internal sealed class FailureRemoval(MaintenanceTables tables) : IErasableTable, IExpiringTable
{
    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Failures));

    public string Name => TableNames.Failures;

    public TimeSpan Settling => TimeSpan.Zero;

    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        (_rows with { Filter = TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey}"), EvenIfChanged = true })
            .RemoveAsync(from, cancellationToken);

    // Both must be old: a late report must not be removed the night after it came in. OccurredAt rather than the row key,
    // whose reported time may lie in the year 2099 (docs/decisions/0002).
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken) =>
        (_rows with { Filter = TableClient.CreateQueryFilter($"OccurredAt lt {cutOff} and ReceivedAt lt {cutOff}") })
            .RemoveAsync(from, cancellationToken);
}
