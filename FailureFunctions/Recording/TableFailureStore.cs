using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The failures table.</summary>
/// <param name="service">The storage account.</param>
internal sealed class TableFailureStore(TableServiceClient service) : IFailureStore
{
    private readonly CreatedTable _table = new(service, TableNames.Failures);

    /// <inheritdoc/>
    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var row = FailureColumns.ToRow(failure);
        row[Column.Attempt] = attempt.Value;
        return EnsuredEntity.EnsureAsync(_table, row, cancellationToken);
    }

    /// <summary>Makes sure that the table exists.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it does.</returns>
    public Task PrepareAsync(CancellationToken cancellationToken) => _table.GetAsync(cancellationToken).AsTask();
}
