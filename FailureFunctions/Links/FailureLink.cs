using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Links;

/// <summary>What the index says of a failure: its message, its tags, and where its row is.</summary>
/// <param name="Partition">The PartitionKey of the row in the table Failures.</param>
internal sealed record FailureLink(
    EventId EventId, string Partition, string MessageId, IReadOnlyList<string> Tags, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt)
{
    /// <summary>As many tags of a failure are in the index, the first ones.</summary>
    public const int MostTags = 50;

    public static FailureLink Of(Failure failure) =>
        new(failure.EventId, failure.RecipientKey.PartitionKey, failure.MessageId, failure.Tags, failure.OccurredAt, failure.ReceivedAt);

    /// <summary>Reads the body of a failure's message, or of a complaint's.</summary>
    /// <returns>Null if it is none.</returns>
    public static FailureLink? Read(JsonElement body)
    {
        try
        {
            var mail = body.GetProperty("mail"u8);
            return EventId.TryParse(body.GetProperty("eventId"u8).GetString(), out var id)
                && mail.GetProperty("id"u8).GetString() is { } messageId
                && RecipientKey.TryParse(body.GetProperty("recipientKey"u8).GetString(), out var recipient)
                ? new FailureLink(
                    id,
                    recipient.PartitionKey,
                    messageId,
                    [.. mail.GetProperty("tags"u8).EnumerateArray().Select(tag => tag.GetString()).OfType<string>()],
                    body.GetProperty("occurredAt"u8).GetDateTimeOffset(),
                    body.GetProperty("receivedAt"u8).GetDateTimeOffset())
                : null;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Its rows in the index: the same whenever they are written.</summary>
    public IEnumerable<TableEntity> Rows() => Tags.Distinct().Take(MostTags)
        .Select(tag => Row(LinkKeys.PartitionOfTag(EventId), LinkKeys.OfTag(tag)))
        .Prepend(Row(LinkKeys.PartitionOfMessage(MessageId), LinkKeys.OfMessage(MessageId)));

    private TableEntity Row(string partition, string prefix) => new(partition, LinkKeys.RowKey(prefix, OccurredAt, EventId))
    {
        [Column.FailurePartitionKey] = Partition,
        [Column.EventId] = EventId.Value,
        [Column.OccurredAt] = OccurredAt,
        [Column.ReceivedAt] = ReceivedAt,
    };
}
