using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Adds an entity unless there is one with its keys, and tells the attempt of the one that stands.</summary>
internal static class EnsuredEntity
{
    private const int NotFound = 404;
    private const int Conflict = 409;

    // Each round but the first takes another caller that has just removed the entity: more than come at once. The time is
    // limited by whoever calls.
    private const int MostRounds = 10;

    private static readonly string[] AttemptOnly = [Column.Attempt];

    /// <summary>Adds the entity, or finds the one that is there.</summary>
    /// <returns>The attempt of the entity that stands; <see cref="AttemptId.Unknown"/> when it does not say.</returns>
    public static async Task<AttemptId> EnsureAsync(CreatedTable created, TableEntity entity, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                var table = await created.GetAsync(cancellationToken);
                if (await TryAddAsync(table, entity, cancellationToken))
                    return new AttemptId(entity.GetString(Column.Attempt));
                // There is one: ours, if the answer to our own first try got lost, or another's.
                var standing = await table.GetEntityIfExistsAsync<TableEntity>(
                    entity.PartitionKey, entity.RowKey, AttemptOnly, cancellationToken);
                if (standing.HasValue)
                    return AttemptOf(standing.Value!);
                // Removed in between: add again.
                if (round == MostRounds)
                    throw new RequestFailedException(Conflict, "The entity was added and removed by others at every try.");
            }
            catch (RequestFailedException e)
            {
                created.Note(e);
                throw;
            }
        }
    }

    /// <summary>Removes an entity, if it is there.</summary>
    public static async Task RemoveAsync(
        CreatedTable created, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var table = await created.GetAsync(cancellationToken);
        try
        {
            await table.DeleteEntityAsync(partitionKey, rowKey, ETag.All, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            created.Note(e);
        }
    }

    private static async Task<bool> TryAddAsync(TableClient table, TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == Conflict)
        {
            return false;
        }
    }

    private static AttemptId AttemptOf(TableEntity entity) =>
        entity.TryGetValue(Column.Attempt, out var value) && value is string { Length: > 0 } attempt
            ? new AttemptId(attempt)
            : AttemptId.Unknown;
}
