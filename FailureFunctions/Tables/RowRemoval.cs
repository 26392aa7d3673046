using Azure;
using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>Removes rows, in transactions of up to a hundred of one partition, several transactions at once.</summary>
internal static class RowRemoval
{
    /// <summary>The most rows of one transaction of Table Storage.</summary>
    public const int Transaction = 100;

    private const int Concurrency = 16;
    private const int NotFound = 404;
    private const int PreconditionFailed = 412;

    /// <summary>Removes rows.</summary>
    /// <param name="table">Their table.</param>
    /// <param name="rows">The rows, of which the keys are looked at, and the ETag.</param>
    /// <param name="changedToo">Whether rows that were changed since they were read are removed as well.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many rows were removed: not those that others had removed, or had changed.</returns>
    public static async Task<int> RemoveAsync(
        TableClient table, IReadOnlyCollection<TableEntity> rows, bool changedToo, CancellationToken cancellationToken)
    {
        var removed = 0;
        var batches = rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(Transaction));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, parallel, async (batch, token) =>
            Interlocked.Add(ref removed, await RemoveBatchAsync(table, batch, changedToo, token)));
        return removed;
    }

    private static async Task<int> RemoveBatchAsync(
        TableClient table, TableEntity[] batch, bool changedToo, CancellationToken cancellationToken)
    {
        if (batch.Length > 1)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, VersionOf(row, changedToo))),
                    cancellationToken);
                return batch.Length;
            }
            catch (RequestFailedException e) when (e.Status is NotFound or PreconditionFailed)
            {
                // One of them was removed or changed by others, and with it the whole transaction failed: each for itself.
            }
        }
        var removed = 0;
        foreach (var row in batch)
        {
            try
            {
                var answer = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, VersionOf(row, changedToo), cancellationToken);
                // The client makes no exception of a row that is not there.
                removed += answer.Status == NotFound ? 0 : 1;
            }
            catch (RequestFailedException e) when (e.Status is NotFound or PreconditionFailed)
            {
                // Not ours to remove any more.
            }
        }
        return removed;
    }

    private static ETag VersionOf(TableEntity row, bool changedToo) => changedToo ? ETag.All : row.ETag;
}
