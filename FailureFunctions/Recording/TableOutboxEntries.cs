using System.Globalization;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The outbox table as the drain sees it. The ETag of an entry is its version.</summary>
/// <param name="service">The storage account.</param>
/// <param name="time">Tells what is due.</param>
internal sealed class TableOutboxEntries(TableServiceClient service, TimeProvider time) : IOutboxEntries
{
    private const int Shards = 16;

    private readonly CreatedTable _table = new(service, TableNames.Outbox);

    /// <inheritdoc/>
    public async Task<OutboxListing> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scan = new OutboxScan(now);
        var table = await _table.GetAsync(cancellationToken);
        // Another partition first at every minute, so that where there are more than one listing looks at, all have their turn.
        var first = ((int)(now.ToUnixTimeSeconds() / 60 % Shards)).ToString("x", CultureInfo.InvariantCulture);
        string[] filters = [$"PartitionKey ge '{first}'", $"PartitionKey lt '{first}'"];
        try
        {
            foreach (var filter in filters)
            {
                await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
                {
                    if (!scan.Add(entity))
                        return scan.Result();
                }
            }
            return scan.Result();
        }
        catch (RequestFailedException e)
        {
            _table.Note(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var table = await _table.GetAsync(cancellationToken);
        // One transaction per partition; where one entry has been changed by others, each for itself.
        var leases = entries.GroupBy(entry => entry.PartitionKey, StringComparer.Ordinal)
            .Select(shard => LeaseShardAsync(table, [.. shard], until, cancellationToken));
        var leased = (await Task.WhenAll(leases)).SelectMany(shard => shard);
        return [.. leased.OrderBy(entry => entry.FirstSeenAt)];
    }

    /// <inheritdoc/>
    public async Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var table = await _table.GetAsync(cancellationToken);
        var change = Change(entry, until);
        change[Column.Attempts] = entry.Attempts + 1;
        change[Column.LastError] = reason;
        await TryUpdateAsync(table, change, entry, cancellationToken);
    }

    private static async Task<IReadOnlyList<OutboxEntry>> LeaseShardAsync(
        TableClient table, OutboxEntry[] shard, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await table.SubmitTransactionAsync(
                shard.Select(entry => new TableTransactionAction(
                    TableTransactionActionType.UpdateMerge, Change(entry, until), new ETag(entry.Version))),
                cancellationToken);
            return [.. shard.Select((entry, i) => entry with { Version = answers.Value[i].Headers.ETag.ToString()!, LeasedUntil = until })];
        }
        catch (RequestFailedException e) when (IsOfTheEntry(e))
        {
            var leased = new List<OutboxEntry>(shard.Length);
            foreach (var entry in shard)
            {
                if (await TryUpdateAsync(table, Change(entry, until), entry, cancellationToken) is { } version)
                    leased.Add(entry with { Version = version, LeasedUntil = until });
            }
            return leased;
        }
    }

    // Changed or removed by others, or altered by hand so that nothing more can be written into it (too large, too many
    // columns): none of the other entries' business.
    private static bool IsOfTheEntry(RequestFailedException e) => e.Status is 400 or 404 or 412 or 413;

    private static TableEntity Change(OutboxEntry entry, DateTimeOffset until) =>
        new(entry.PartitionKey, entry.RowKey) { [Column.LeasedUntil] = until };

    private static async Task<string?> TryUpdateAsync(
        TableClient table, TableEntity change, OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await table.UpdateEntityAsync(change, new ETag(entry.Version), TableUpdateMode.Merge, cancellationToken);
            return answer.Headers.ETag?.ToString();
        }
        catch (RequestFailedException e) when (IsOfTheEntry(e))
        {
            return null;
        }
    }
}
