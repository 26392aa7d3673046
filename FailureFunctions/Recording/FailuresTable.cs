using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The table of failures: docs/tables.md.</summary>
internal sealed class FailuresTable(TableServiceClient service, TimeProvider time) : IFailureRows, IRecipientFailures
{
    // Every round but the first needs another caller that removes the row in between.
    private const int MostRounds = 10;

    private static readonly string[] StateColumns = [Column.PublishedAt, Column.Attempt];

    private static readonly string[] ListedColumns =
    [
        .. RowSweep.Keys, Column.EventId, Column.RecipientKey, Column.Recipient, Column.Account, Column.MessageId, Column.Kind, Column.Source, Column.OccurredAt,
        Column.ReceivedAt, Column.State, Column.Code, Column.Extended, Column.Reason, Column.Severity, Column.Advice, Column.Rule, Column.Confidence,
    ];

    public CreatedTable Created { get; } = new(service, TableNames.Failures);

    /// <summary>
    /// Whether the row says that it was published. A row with an Attempt was written by a version of the app that recorded it in
    /// the outbox first, in full: it was published, or its entry is still there.
    /// </summary>
    public static bool IsPublished(TableEntity row) =>
        row[Column.PublishedAt] is DateTimeOffset || row[Column.Attempt] is string;

    public async Task<StoredRow> AddAsync(Failure failure, CancellationToken cancellationToken)
    {
        var row = FailureColumns.ToRow(failure);
        for (var round = 1; round <= MostRounds; round++)
        {
            var table = await Created.GetAsync(cancellationToken);
            try
            {
                var answer = await table.AddEntityAsync(row, cancellationToken);
                var version = answer.Headers.ETag?.ToString() ?? throw new RequestFailedException(answer.Status, "The answer has no ETag.");
                return new StoredRow(version, IsPublished: false);
            }
            catch (RequestFailedException e) when (e.Status != 409)
            {
                Created.Note(e);
                throw;
            }
            catch (RequestFailedException)
            {
                // Another's, or ours if the answer to the client's first try was lost.
            }
            if (await FindAsync(failure.Keys, StateColumns, cancellationToken) is { } stored)
                return StateOf(stored);
        }
        throw new RequestFailedException(409, "Others added and removed the row at every try.");
    }

    public Task<StoredRow?> TryAddAsync(Failure failure, MessageClaim claim, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            var row = new TableEntity(failure.Keys.PartitionKey, MessageClaim.KeyOf(failure))
            {
                [MessageClaim.FailuresColumn] = claim.ToJson(),
                // As in the failure's row, so that it expires with it.
                [Column.OccurredAt] = failure.OccurredAt,
                [Column.ReceivedAt] = failure.ReceivedAt,
                [Column.PublishedAt] = failure.ReceivedAt,
            };
            try
            {
                var answer = await table.SubmitTransactionAsync(
                    [
                        new TableTransactionAction(TableTransactionActionType.Add, FailureColumns.ToRow(failure)),
                        claim.Version is { } version
                            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(version))
                            : new TableTransactionAction(TableTransactionActionType.Add, row),
                    ],
                    cancellationToken);
                return (StoredRow?)new StoredRow(answer.Value[0].Headers.ETag.ToString()!, IsPublished: false);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 || (e.Status == 404 && e.ErrorCode != TableErrorCode.TableNotFound))
            {
                // Another's, or ours if the answer to the client's first try was lost.
                return null;
            }
        },
        cancellationToken);

    public async Task<MessageClaim> ReadClaimAsync(Failure failure, CancellationToken cancellationToken) =>
        await FindAsync(failure.Keys with { RowKey = MessageClaim.KeyOf(failure) }, [MessageClaim.FailuresColumn], cancellationToken) is { } row
            ? MessageClaim.Read(row.ETag.ToString(), row[MessageClaim.FailuresColumn] as string)
            : MessageClaim.None;

    public Task<MessageClaim> FindAsync(Failure failure, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            // Of any account: a message has one, and a log that is compared as another's must not be recorded again.
            var at = failure.ReportedAt ?? failure.OccurredAt;
            var (newest, oldest, undated) = (FailureRowKey.Before(at + ClaimedFailure.Farthest), FailureRowKey.Before(at - ClaimedFailure.Farthest), FailureRowKey.Before(null));
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {failure.Keys.PartitionKey} and ((RowKey ge {newest} and RowKey lt {oldest}) or (RowKey ge {undated} and RowKey lt ':')) and MessageId eq {failure.MessageId}");
            var found = new List<ClaimedFailure>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: null, ListedColumns, cancellationToken))
                if (FailureColumns.Read(row, out _) is { Kind: not FailureKind.Complaint } known)
                    found.Add(ClaimedFailure.Of(known));
            return new MessageClaim(Version: null, found);
        },
        cancellationToken);

    public async Task<ReadRow?> ReadAsync(RowKeys keys, CancellationToken cancellationToken)
    {
        if (await FindAsync(keys, columns: null, cancellationToken) is not { } row)
            return null;
        var failure = FailureColumns.Read(row, out var fault);
        // A row is marked by its own keys, so one with the columns of another would be published again and again.
        if (failure is not null && failure.Keys != keys)
            (failure, fault) = (null, "its keys are not those of its columns.");
        return new ReadRow(keys, StateOf(row), failure, fault);
    }

    public async Task MarkPublishedAsync(RowKeys keys, string version, CancellationToken cancellationToken)
    {
        var mark = new TableEntity(keys.PartitionKey, keys.RowKey) { [Column.PublishedAt] = time.GetUtcNow() };
        try
        {
            var table = await Created.GetAsync(cancellationToken);
            // Never an upsert, which would restore a part of a row that was erased in between.
            await table.UpdateEntityAsync(mark, new ETag(version), TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Removed, or changed by others: marked already, or erased and recorded again, which has a message of its own.
        }
    }

    public Task<IReadOnlyList<Failure>> ListAsync(RecipientKey recipient, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            var failures = new List<Failure>();
            await foreach (var row in table.QueryAsync<TableEntity>(FilterOf(recipient), IRecipientFailures.Most, ListedColumns, cancellationToken).Take(IRecipientFailures.Most))
                if (FailureColumns.Read(row, out _) is { } failure)
                    failures.Add(failure);
            return (IReadOnlyList<Failure>)failures;
        },
        cancellationToken);

    /// <summary>A part of what is recorded of a recipient, the newest by reported time first; without rows that cannot be read.</summary>
    /// <param name="from">Where to continue; null for the beginning.</param>
    public Task<(IReadOnlyList<Failure> Failures, string? Next)> PageAsync(RecipientKey recipient, string? from, int size, CancellationToken cancellationToken) =>
        Created.CallAsync(
            async table =>
            {
                var pages = table.QueryAsync<TableEntity>(FilterOf(recipient), size, cancellationToken: cancellationToken);
                var page = await pages.AsPages(from).FirstOrDefaultAsync(cancellationToken);
                return ((IReadOnlyList<Failure>)[.. (page?.Values ?? []).Select(row => FailureColumns.Read(row, out _)).OfType<Failure>()], page?.ContinuationToken);
            },
            cancellationToken);

    /// <summary>Reads the row of an event: by its key if the time is the reported one, as it nearly always is, else by a walk through the partition.</summary>
    /// <returns>Null if the partition has no row of the event, or one that cannot be read.</returns>
    public async Task<Failure?> FindAsync(string partition, EventId eventId, DateTimeOffset? occurredAt, CancellationToken cancellationToken) =>
        await FindAsync(new RowKeys(partition, FailureRowKey.Of(occurredAt, eventId)), columns: null, cancellationToken) is { } found
            ? FailureColumns.Read(found, out _)
            : await FindAsync(partition, eventId, cancellationToken);

    private Task<Failure?> FindAsync(string partition, EventId eventId, CancellationToken cancellationToken) => Created.CallAsync(
        async table =>
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and EventId eq {eventId.Value}");
            return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } row
                ? FailureColumns.Read(row, out _)
                : null;
        },
        cancellationToken);

    // Claims of bounces sort after all failures.
    private static string FilterOf(RecipientKey recipient) => TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey} and RowKey lt ':'");

    private async Task<TableEntity?> FindAsync(RowKeys keys, string[]? columns, CancellationToken cancellationToken)
    {
        var found = await Created.CallAsync(
            table => table.GetEntityIfExistsAsync<TableEntity>(keys.PartitionKey, keys.RowKey, columns, cancellationToken), cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private static StoredRow StateOf(TableEntity row) => new(row.ETag.ToString(), IsPublished(row));
}

/// <summary>Removes rows of the table Failures: those that concern a recipient, and those that are too old.</summary>
internal sealed class FailureRemoval(MaintenanceTables tables) : IErasableTable, IExpiringTable
{
    // Begins the places of the second walk of an erasure; none of the service's begins like it.
    private const string Forwarded = "*";

    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Failures));

    public string Name => TableNames.Failures;

    /// <summary>A request that has already read its notification may still add its row, and a pointer.</summary>
    public TimeSpan Settling => RecordingCalls.Longest;

    /// <summary>
    /// First the recipient's own rows, which are one partition; then, through the whole table, those of forwarded mail that name it.
    /// </summary>
    public async IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = _rows with { Filter = TableClient.CreateQueryFilter($"PartitionKey eq {recipient.PartitionKey}"), EvenIfChanged = true };
        var forwarded = _rows with
        {
            // What has the column.
            Filter = "FinalRecipient ge ''",
            Columns = [.. RowSweep.Keys, Column.FinalRecipient],
            Where = row => row[Column.FinalRecipient] is string address && RecipientKey.Of(address) == recipient,
            EvenIfChanged = true,
        };
        var isForwarded = from?.StartsWith(Forwarded, StringComparison.Ordinal) is true;
        if (!isForwarded)
            await foreach (var page in own.RemoveAsync(from, cancellationToken))
                yield return page;
        await foreach (var page in forwarded.RemoveAsync(isForwarded ? from![Forwarded.Length..] : null, cancellationToken))
            yield return page with { Next = page.Next is null ? null : Forwarded + page.Next };
    }

    // Both must be old: a late report must not be removed the night after it came in. OccurredAt rather than the row key,
    // whose reported time may lie in the year 2099 (docs/decisions/0002). A row that was not published may be one that the
    // sender was promised.
    public IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken) =>
        (_rows with
        {
            Filter = TableClient.CreateQueryFilter($"OccurredAt lt {cutOff} and ReceivedAt lt {cutOff}"),
            Columns = [.. RowSweep.Keys, Column.PublishedAt, Column.Attempt],
            Where = FailuresTable.IsPublished,
        }).RemoveAsync(from, cancellationToken);
}
