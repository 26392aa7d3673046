using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Reads an outbox entry, whatever a hand or another version has made of it.</summary>
internal static class OutboxEntryReader
{
    public static OutboxEntry Read(TableEntity entity)
    {
        var failure = FailureColumnsReader.Read(entity, out var fault);
        // An entry is removed by its event's keys: one that stands elsewhere would be published for ever.
        if (failure is not null
            && (entity.RowKey != failure.EventId.Value || entity.PartitionKey != TableFailureOutbox.ShardOf(failure.EventId)))
        {
            failure = null;
            fault = "its keys are not those of its EventId.";
        }
        return new OutboxEntry
        {
            PartitionKey = entity.PartitionKey,
            RowKey = entity.RowKey,
            Version = entity.ETag.ToString(),
            Attempt = ColumnValue.Of<string>(entity, Column.Attempt) is { Length: > 0 } attempt
                ? new AttemptId(attempt)
                : AttemptId.Unknown,
            Attempts = Math.Max(0, ColumnValue.Of<int?>(entity, Column.Attempts) ?? 0),
            FirstSeenAt = FirstSeenAt(entity),
            LeasedUntil = ColumnValue.Of<DateTimeOffset?>(entity, Column.LeasedUntil),
            Failure = failure,
            Fault = fault,
        };
    }

    // No entry was made after it was last written: one that says so, altered by hand, would never be old enough.
    private static DateTimeOffset FirstSeenAt(TableEntity entity)
    {
        var written = entity.Timestamp ?? DateTimeOffset.MinValue;
        return ColumnValue.Of<DateTimeOffset?>(entity, Column.FirstSeenAt) is { } seen && seen < written ? seen : written;
    }
}
