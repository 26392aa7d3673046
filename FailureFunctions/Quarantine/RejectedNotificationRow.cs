using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>Writes and reads the columns of a rejected notification: docs/tables.md.</summary>
internal static class RejectedNotificationRow
{
    // All other headers may be secrets (function key, signature, cookies) or say nothing.
    private static readonly string[] KeptHeaders =
        ["content-length", "content-type", "date", "digest", "host", "user-agent", "x-copernica-id", "x-nonce"];

    public static TableEntity Of(AuthenticNotification notification, WebhookHeaders headers, Rejection rejection, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var row = new TableEntity(RejectedNotificationId.PartitionOf(day), KeyOf(notification, now))
        {
            [Column.ReceivedAt] = now,
            [Column.Account] = notification.Account,
            [Column.Headers] = JsonSerializer.Serialize(Kept(headers), QuarantineJson.Default.DictionaryStringString),
            [Column.Body] = notification.Body.ToArray(),
        };
        Set(row, rejection);
        if (notification.ContentType is { } contentType)
            row[Column.ContentType] = FieldLimits.Cut(contentType, FieldLimits.ShortText);
        if (notification.CalledAt is { } called)
            row[Column.CalledAt] = called;
        return row;
    }

    /// <summary>The columns that a replay sets.</summary>
    /// <param name="id">The row.</param>
    /// <param name="replay">The replay.</param>
    /// <param name="rejection">Why the notification is still rejected; null when the columns are to stay.</param>
    public static TableEntity Of(RejectedNotificationId id, Replay replay, Rejection? rejection)
    {
        var row = new TableEntity(id.Partition, id.Key)
        {
            [Column.ReplayedAt] = replay.At,
            [Column.ReplayOutcome] = replay.Outcome,
        };
        if (replay.EventId is { } eventId)
            row[Column.EventId] = eventId;
        if (rejection is not null)
            Set(row, rejection);
        return row;
    }

    public static RejectedNotification Read(RejectedNotificationId id, TableEntity row)
    {
        var columns = new ColumnReading(row);
        var notification = new AuthenticNotification
        {
            Account = columns.Text(Column.Account),
            CalledAt = columns.OptionalMoment(Column.CalledAt),
            ReceivedAt = columns.Moment(Column.ReceivedAt),
            ContentType = columns.OptionalText(Column.ContentType),
            Body = ColumnValue.Of<byte[]>(row, Column.Body),
        };
        columns.Require(row[Column.Body] is byte[], Column.Body, "is missing or is not binary");
        var outcome = columns.OptionalText(Column.ReplayOutcome);
        var replayed = columns.OptionalMoment(Column.ReplayedAt);
        var eventId = columns.OptionalText(Column.EventId);
        return new RejectedNotification
        {
            Id = id,
            Version = row.ETag,
            Cause = columns.OptionalText(Column.Cause),
            Errors = ErrorsOf(columns),
            Notification = columns.Fault is null ? notification : null,
            Fault = columns.Fault,
            Replay = outcome is not null && replayed is { } at ? new Replay(at, outcome, eventId) : null,
        };
    }

    private static void Set(TableEntity row, Rejection rejection)
    {
        row[Column.Cause] = rejection.Cause;
        row[Column.Errors] = JsonSerializer.Serialize(rejection.Errors, QuarantineJson.Default.IReadOnlyListFieldError);
    }

    private static IReadOnlyList<FieldError> ErrorsOf(ColumnReading columns)
    {
        try
        {
            return JsonSerializer.Deserialize(columns.OptionalText(Column.Errors) ?? "[]", QuarantineJson.Default.IReadOnlyListFieldError) ?? [];
        }
        catch (JsonException)
        {
            columns.Note(Column.Errors, "is not JSON");
            return [];
        }
    }

    // A signed call that is repeated has the same account, date and body, and so the same row.
    private static string KeyOf(AuthenticNotification notification, DateTimeOffset now)
    {
        var moment = (notification.CalledAt ?? now).ToUnixTimeSeconds();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(notification.Account));
        hash.AppendData([0]); // In no account, so it separates account and body.
        hash.AppendData(notification.Body.Span);
        var call = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"{9_999_999_999 - moment:D10}-{call}");
    }

    private static Dictionary<string, string> Kept(WebhookHeaders headers) => KeptHeaders
        .Where(name => headers[name] is not null)
        .ToDictionary(name => name, name => FieldLimits.Cut(headers[name]!, FieldLimits.ShortText));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<FieldError>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class QuarantineJson : JsonSerializerContext;
