using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Adds an entity unless there is one with its keys, and returns the attempt of the one that is there.</summary>
internal static class EnsuredEntity
{
    // Every round but the first needs another caller that removes the entity in between.
    private const int MostRounds = 10;

    private static readonly string[] AttemptOnly = [Column.Attempt];

    public static async Task<AttemptId> EnsureAsync(CreatedTable created, TableEntity entity, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            try
            {
                var table = await created.GetAsync(cancellationToken);
                if (await TryAddAsync(table, entity, cancellationToken))
                    return new AttemptId(entity.GetString(Column.Attempt));
                // Another's, or ours if the answer to the client's first try was lost.
                var existing = await table.GetEntityIfExistsAsync<TableEntity>(
                    entity.PartitionKey, entity.RowKey, AttemptOnly, cancellationToken);
                if (existing.HasValue)
                    return AttemptOf(existing.Value!);
            }
            catch (RequestFailedException e)
            {
                created.Note(e);
                throw;
            }
        }
        throw new RequestFailedException(409, "Others added and removed the entity at every try.");
    }

    public static AttemptId AttemptOf(TableEntity entity) =>
        ColumnValue.Of<string>(entity, Column.Attempt) is { Length: > 0 } attempt ? new AttemptId(attempt) : AttemptId.Unknown;

    private static async Task<bool> TryAddAsync(TableClient table, TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }
}
