using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <param name="Entries">Without those that cannot be read.</param>
/// <param name="Next">Where to continue; null at the end.</param>
/// <param name="Unreadable">How many those are.</param>
internal sealed record SuppressionPage(IReadOnlyList<SuppressionEntry> Entries, string? Next, int Unreadable);

/// <summary>The table Suppressions: docs/tables.md.</summary>
internal sealed class SuppressionTable(TableServiceClient service) : ISuppressionRows
{
    /// <summary>The partition of the index: no recipient's, since a recipient's has ~ only where it was shortened.</summary>
    public const string Index = "~due";

    /// <summary>Entries of the index that one listing returns.</summary>
    public const int Listed = 1_000;

    // As many as are recomputed together.
    private const int DomainPage = SuppressionUpdater.Batch;

    public CreatedTable Created { get; } = new(service, TableNames.Suppressions);

    public async Task<SuppressionEntry?> FindAsync(RecipientKey recipient, CancellationToken cancellationToken)
    {
        var found = await Created.CallAsync(
            table => table.GetEntityIfExistsAsync<TableEntity>(recipient.PartitionKey, SuppressionColumns.RowKey, cancellationToken: cancellationToken),
            cancellationToken);
        return found.HasValue ? SuppressionColumns.Read(found.Value!) : null;
    }

    public async Task<SuppressionEntry?> TryWriteAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        var row = SuppressionColumns.ToRow(entry);
        try
        {
            var answer = await Created.CallAsync(
                table => entry.Tag is { } tag
                    ? table.UpdateEntityAsync(row, new ETag(tag), TableUpdateMode.Replace, cancellationToken)
                    : table.AddEntityAsync(row, cancellationToken),
                cancellationToken);
            return entry with { Tag = answer.Headers.ETag?.ToString() ?? throw new RequestFailedException(answer.Status, "The answer has no ETag.") };
        }
        catch (RequestFailedException e) when (e is { Status: 409 or 412 } || (e.Status == 404 && entry.Tag is not null))
        {
            return null;
        }
    }

    public async Task MarkAnnouncedAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        var mark = new TableEntity(entry.Key.PartitionKey, SuppressionColumns.RowKey) { [Column.AnnouncedVersion] = entry.Version };
        try
        {
            var table = await Created.GetAsync(cancellationToken);
            await table.UpdateEntityAsync(mark, new ETag(entry.Tag!), TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Erased, marked, or changed by others, who read that it was not announced and do it themselves.
        }
    }

    /// <summary>A page of rows, as they were stored.</summary>
    /// <param name="filter">In OData; null for all.</param>
    /// <param name="from">The <see cref="SuppressionPage.Next"/> to continue at; null for the beginning.</param>
    /// <param name="size">At most 1,000; a row has up to 60 KB, and the service may return fewer.</param>
    public Task<SuppressionPage> ListAsync(string? filter, string? from, int size, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            var recipients = $"RowKey eq '{SuppressionColumns.RowKey}'";
            var pages = table.QueryAsync<TableEntity>(filter is null ? recipients : $"{recipients} and ({filter})", size, cancellationToken: cancellationToken);
            var page = await pages.AsPages(from).FirstOrDefaultAsync(cancellationToken);
            var rows = page?.Values ?? [];
            SuppressionEntry[] entries = [.. rows.Select(SuppressionColumns.TryRead).OfType<SuppressionEntry>()];
            return new SuppressionPage(entries, page?.ContinuationToken, rows.Count - entries.Length);
        },
        cancellationToken);

    public async Task<DueEntry> AddPendingAsync(RecipientKey recipient, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var row = DueRow($"{StampOf(due)}-{Guid.NewGuid():N}", recipient);
        var answer = await Created.CallAsync(table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken), cancellationToken);
        return new DueEntry(row.RowKey, recipient, Domain: null, Next: null, answer.Headers.ETag?.ToString() ?? ETag.All.ToString());
    }

    public Task AddExpiriesAsync(IReadOnlyCollection<SuppressionEntry> suppressed, CancellationToken cancellationToken) => Created.CallAsync(
        table => table.SubmitTransactionAsync(
            suppressed.Select(entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ExpiryOf(entry))), cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<DueEntry>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Index} and RowKey lt {StampOf(now.AddTicks(1))}");
            return (IReadOnlyList<DueEntry>)await table.QueryAsync<TableEntity>(filter, Listed, cancellationToken: cancellationToken)
                .Take(Listed).Select(Read).Where(entry => entry.Domain is not null || entry.Recipient != default).ToListAsync(cancellationToken);
        },
        cancellationToken);

    public async Task<DueEntry> ContinueAsync(DueEntry domain, string next, CancellationToken cancellationToken)
    {
        var table = await Created.GetAsync(cancellationToken);
        var answer = await table.UpdateEntityAsync(
            new TableEntity(Index, domain.RowKey) { [Column.Next] = next }, new ETag(domain.Tag), TableUpdateMode.Merge, cancellationToken);
        return domain with { Next = next, Tag = answer.Headers.ETag.ToString()! };
    }

    public async Task<(IReadOnlyList<RecipientKey> Recipients, string? Next)> ListDomainAsync(string domain, string? from, CancellationToken cancellationToken)
    {
        var page = await ListAsync(TableClient.CreateQueryFilter($"RecipientDomain eq {domain}"), from, DomainPage, cancellationToken);
        return ([.. page.Entries.Select(entry => entry.Key)], page.Next);
    }

    public async Task RemoveDueAsync(IReadOnlyCollection<DueEntry> entries, CancellationToken cancellationToken) => await RowRemoval.RemoveAsync(
        await Created.GetAsync(cancellationToken),
        entries.Select(entry => new TableEntity(Index, entry.RowKey) { ETag = new ETag(entry.Tag) }),
        evenIfChanged: false,
        cancellationToken);

    public static string StampOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    public static TableEntity DueRow(string rowKey, RecipientKey recipient) => new(Index, rowKey) { [Column.RecipientKey] = recipient.Value };

    // One per end of a recipient, however often it is added. A hash, since a key may be too long for the RowKey.
    private static TableEntity ExpiryOf(SuppressionEntry entry) => DueRow(
        $"{StampOf(entry.State.Until!.Value)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.Key.Value)).AsSpan(0, 16))}", entry.Key);

    private static DueEntry Read(TableEntity row)
    {
        _ = RecipientKey.TryParse(row[Column.RecipientKey] as string, out var recipient);
        return new DueEntry(row.RowKey, recipient, row[Column.RecipientDomain] as string, row[Column.Next] as string, row.ETag.ToString());
    }
}
