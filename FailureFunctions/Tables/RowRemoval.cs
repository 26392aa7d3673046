using Azure;
using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>Removes rows in transactions of up to 100 rows of one partition, several transactions at a time.</summary>
internal static class RowRemoval
{
    /// <summary>The most rows of one transaction of Table Storage.</summary>
    public const int Transaction = 100;

    private const int Concurrency = 16;
    private const int NotFound = 404;
    private const int PreconditionFailed = 412;

    /// <returns>How many rows were removed, without those that others had removed, or had changed unless <paramref name="evenIfChanged"/>.</returns>
    public static async Task<int> RemoveAsync(
        TableClient table, IEnumerable<TableEntity> rows, bool evenIfChanged, CancellationToken cancellationToken)
    {
        var removed = 0;
        var batches = rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(Transaction));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, parallel, async (batch, token) =>
            Interlocked.Add(ref removed, await RemoveBatchAsync(table, batch, evenIfChanged, token)));
        return removed;
    }

    private static async Task<int> RemoveBatchAsync(
        TableClient table, TableEntity[] batch, bool evenIfChanged, CancellationToken cancellationToken)
    {
        if (batch.Length > 1)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, VersionOf(row, evenIfChanged))),
                    cancellationToken);
                return batch.Length;
            }
            catch (RequestFailedException e) when (e.Status is NotFound or PreconditionFailed)
            {
                // Others removed or changed one of the rows, which fails the whole transaction: remove the rows one by one.
            }
        }
        var removed = 0;
        foreach (var row in batch)
        {
            try
            {
                var answer = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, VersionOf(row, evenIfChanged), cancellationToken);
                // The client does not throw for a row that is gone.
                removed += answer.Status == NotFound ? 0 : 1;
            }
            catch (RequestFailedException e) when (e.Status is NotFound or PreconditionFailed)
            {
                // Removed or changed by others.
            }
        }
        return removed;
    }

    private static ETag VersionOf(TableEntity row, bool evenIfChanged) => evenIfChanged ? ETag.All : row.ETag;
}
