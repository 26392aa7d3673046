using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The table of failures: docs/tables.md.</summary>
internal sealed class FailuresTable(TableServiceClient service) : IFailureStore
{
    public CreatedTable Created { get; } = new(service, TableNames.Failures);

    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken)
    {
        var row = FailureColumns.ToRow(failure);
        row[Column.Attempt] = attempt.Value;
        return EnsuredEntity.EnsureAsync(Created, row, cancellationToken);
    }
}
