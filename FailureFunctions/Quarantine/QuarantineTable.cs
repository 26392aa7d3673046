using Azure;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Quarantine;

/// <summary>Where authentic notifications are kept that were rejected, until they can be replayed: docs/rejected.md.</summary>
internal interface IQuarantine
{
    /// <summary>A signed call that is repeated makes no second row, and changes nothing about the first.</summary>
    Task KeepAsync(AuthenticNotification notification, WebhookHeaders headers, Rejection rejection, CancellationToken cancellationToken);

    /// <returns>Null when there is no such row.</returns>
    Task<RejectedNotification?> FindAsync(RejectedNotificationId id, CancellationToken cancellationToken);

    /// <summary>Lists until the limit of the query, or <see cref="QuarantineTable.ListLimit"/>, is reached.</summary>
    Task<RejectedNotificationPage> ListAsync(RejectedNotificationQuery query, CancellationToken cancellationToken);

    /// <summary>Notes a replay in its row, unless the row was changed or removed since it was read.</summary>
    /// <param name="rejection">Why it was rejected again; null when it was not.</param>
    Task MarkReplayedAsync(RejectedNotification row, Replay replay, Rejection? rejection, CancellationToken cancellationToken);
}

/// <summary>The table RejectedNotifications: a partition per UTC day, the newest row first.</summary>
internal sealed class QuarantineTable(TableServiceClient service, MaintenanceTables maintenance, TimeProvider time)
    : IQuarantine, IErasableTable, IExpiringTable
{
    /// <summary>How long one row may be looked up, or marked.</summary>
    public static readonly TimeSpan RowLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long rows are listed before the caller gets a page: Azure ends an HTTP call after 230 s.</summary>
    public static readonly TimeSpan ListLimit = TimeSpan.FromSeconds(60);

    // A body has up to 64 KiB, and the service returns at most 4 MiB at once.
    private const int PageSize = 100;

    private readonly RowSweep _rows = new(new CreatedTable(maintenance.Service, TableNames.Rejected));

    public CreatedTable Created { get; } = new(service, TableNames.Rejected);

    public string Name => TableNames.Rejected;

    /// <summary>A replay looks the row up, records it, and marks it.</summary>
    public TimeSpan Settling => TimeSpan.FromSeconds(30);

    public async Task KeepAsync(
        AuthenticNotification notification, WebhookHeaders headers, Rejection rejection, CancellationToken cancellationToken)
    {
        var row = RejectedNotificationRow.Of(notification, headers, rejection, time.GetUtcNow());
        try
        {
            await Created.CallAsync(table => table.AddEntityAsync(row, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Kept before. Headers that the signature does not cover may be another's now, and a replay has left its columns.
        }
    }

    public async Task<RejectedNotification?> FindAsync(RejectedNotificationId id, CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(id.Partition, id.Key, cancellationToken: cancellationToken);
        return found.HasValue ? RejectedNotificationRow.Read(id, found.Value!) : null;
    }

    public async Task<RejectedNotificationPage> ListAsync(RejectedNotificationQuery query, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var table = await Created.GetAsync(cancellationToken);
        var found = new List<RejectedNotification>();
        RejectedNotificationId? seen = null;
        foreach (var (day, afterKey) in query.Days())
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RejectedNotificationId.PartitionOf(day)} and RowKey gt {afterKey}");
            await foreach (var entity in table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken))
            {
                var row = RejectedNotificationRow.Read(new RejectedNotificationId(day, entity.RowKey), entity);
                var matches = query.Matches(row);
                // At least one row is passed, or a slow table would be asked for the same one for ever.
                if (seen is not null && ((matches && found.Count == query.Limit) || time.GetElapsedTime(start) >= ListLimit))
                    return new RejectedNotificationPage(found, seen);
                seen = row.Id;
                if (matches)
                    found.Add(row);
            }
        }
        return new RejectedNotificationPage(found, null);
    }

    public async Task MarkReplayedAsync(RejectedNotification row, Replay replay, Rejection? rejection, CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        try
        {
            await table.UpdateEntityAsync(
                RejectedNotificationRow.Of(row.Id, replay, rejection), row.Version, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Another replay has marked it, or an operator has corrected or removed it.
        }
    }

    /// <summary>Every body is searched, since rows are not kept by recipient: docs/retention.md says what is found.</summary>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken)
    {
        var search = new AddressSearch(recipient);
        return (_rows with
        {
            Columns = [.. RowSweep.Keys, Column.Body],
            PageSize = PageSize,
            Where = row => row[Column.Body] is byte[] body && search.IsIn(body),
            EvenIfChanged = true,
        }).RemoveAsync(from, cancellationToken);
    }

    // Partitions are days, so only old days are read.
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken)
    {
        var day = RejectedNotificationId.PartitionOf(DateOnly.FromDateTime(cutOff.UtcDateTime));
        return (_rows with { Filter = TableClient.CreateQueryFilter($"PartitionKey lt {day}") })
            .RemoveAsync(from, cancellationToken);
    }
}

/// <summary>Removes delay warnings and automatic replies after a week, whatever the age that is set for rejected notifications.</summary>
internal sealed class NoticeRemoval(MaintenanceTables tables) : IExpiringTable
{
    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Rejected));

    public string Name => RowSets.Notices;

    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken)
    {
        var day = RejectedNotificationId.PartitionOf(DateOnly.FromDateTime(cutOff.UtcDateTime));
        return (_rows with
        {
            Filter = TableClient.CreateQueryFilter(
                $"PartitionKey lt {day} and (Cause eq {Rejection.DelayedCause} or Cause eq {Rejection.AutoReplyCause})"),
        }).RemoveAsync(from, cancellationToken);
    }
}

/// <summary>The calls of the quarantine with their time limits. A sender waits for the first.</summary>
internal static class QuarantineCalls
{
    public static readonly Dependency Add = Dependency.Table("rejected-add", TableNames.Rejected, TimeSpan.FromSeconds(2));
    public static readonly Dependency Find = Dependency.TableInBackground("rejected-find", TableNames.Rejected, QuarantineTable.RowLimit);
    public static readonly Dependency Mark = Dependency.TableInBackground("rejected-mark", TableNames.Rejected, QuarantineTable.RowLimit);
}

internal static class QuarantineServices
{
    public static IServiceCollection AddQuarantine(this IServiceCollection services) => services
        .AddSingleton<QuarantineTable>()
        .AddSingleton(provider => provider.GetRequiredService<QuarantineTable>().Created)
        .AddSingleton<IQuarantine>(provider => provider.GetRequiredService<QuarantineTable>())
        .AddSingleton<IErasableTable>(provider => provider.GetRequiredService<QuarantineTable>())
        .AddSingleton<IExpiringTable>(provider => provider.GetRequiredService<QuarantineTable>())
        .AddSingleton<IExpiringTable, NoticeRemoval>();
}
