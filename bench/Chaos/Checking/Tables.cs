using System.Text.Json;
using Azure.Data.Tables;

namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>Looks into the tables, as people do.</summary>
/// <param name="connection">The connection string, past all proxies.</param>
internal sealed class Tables(string connection)
{
    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly TableClient _failures = new(connection, "Failures");
    private readonly TableClient _outbox = new(connection, "FailureOutbox");

    /// <summary>
    /// Makes rows that are not marked as published old enough for the sweep, and the sweep due: it waits for minutes and a day,
    /// which a run does not.
    /// </summary>
    /// <returns>How many rows.</returns>
    public async Task<int> AgeUnpublishedAsync(CancellationToken cancellationToken)
    {
        var rows = await _failures.QueryAsync<TableEntity>(cancellationToken: cancellationToken)
            .Where(row => row.GetDateTimeOffset("PublishedAt") is null).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var old = new TableEntity(row.PartitionKey, row.RowKey) { ["ReceivedAt"] = DateTimeOffset.UtcNow - TimeSpan.FromDays(1) };
            await _failures.UpdateEntityAsync(old, row.ETag, TableUpdateMode.Merge, cancellationToken);
        }
        await new TableClient(connection, "Retention").DeleteEntityAsync("Failures", "unpublished", cancellationToken: cancellationToken);
        return rows.Count;
    }

    /// <summary>How many pointers the outbox has.</summary>
    public ValueTask<int> CountOutboxAsync(CancellationToken cancellationToken) =>
        _outbox.QueryAsync<TableEntity>(select: KeysOnly, cancellationToken: cancellationToken).CountAsync(cancellationToken);

    /// <summary>All rows.</summary>
    public ValueTask<List<StoredFailure>> ReadFailuresAsync(CancellationToken cancellationToken) =>
        // Without the claims of bounces, whose keys sort after those of failures.
        _failures.QueryAsync<TableEntity>("RowKey lt 'b'", cancellationToken: cancellationToken).Select(Read).ToListAsync(cancellationToken);

    private static StoredFailure Read(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        row.GetString("EventId") ?? "",
        new FailureFacts(
            row.GetString("MessageId") ?? "",
            row.GetString("Recipient") ?? "",
            row.GetString("Account") ?? "",
            row.GetDateTimeOffset("OccurredAt") ?? default,
            row.GetString("State") ?? "",
            row.GetInt32("Code"),
            row.GetString("Extended"),
            row.GetString("Description"),
            row.GetString("Tags") is { } tags ? JsonSerializer.Deserialize<string[]>(tags) is [var tag] ? tag : tags : null),
        // The message of a complaint has no classification.
        row.GetString("State") == FailureFacts.Complaint ? FailureFacts.Complaint : $"{row.GetString("Reason")} {row.GetString("Severity")} {row.GetString("Advice")} {row.GetString("Rule")}",
        row.GetDateTimeOffset("PublishedAt") is not null);
}
