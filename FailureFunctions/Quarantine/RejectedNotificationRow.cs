using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>
/// Writes and reads the columns of a rejected notification: docs/tables.md. The service takes no notice of a column that is null
/// (learn.microsoft.com, "Insert Entity", "Merge Entity").
/// </summary>
internal static class RejectedNotificationRow
{
    // All other headers may be secrets (function key, signature, cookies) or say nothing.
    private static readonly string[] KeptHeaders =
        ["content-length", "content-type", "date", "digest", "host", "user-agent", "x-copernica-id", "x-nonce"];

    public static TableEntity Of(AuthenticNotification notification, WebhookHeaders headers, Rejection rejection, DateTimeOffset now)
    {
        // Both keys are made of what is signed, or a capture that is sent again after midnight would be a second row.
        var moment = notification.CalledAt ?? now;
        return new TableEntity(RejectedNotificationId.PartitionOf(DateOnly.FromDateTime(moment.UtcDateTime)), KeyOf(notification, moment))
        {
            [Column.ReceivedAt] = now,
            [Column.Account] = notification.Account,
            [Column.CalledAt] = notification.CalledAt,
            [Column.Cause] = rejection.Cause,
            [Column.Errors] = JsonOf(rejection),
            [Column.ContentType] = notification.ContentType is { } type ? FieldLimits.Cut(type, FieldLimits.ShortText) : null,
            [Column.Headers] = JsonSerializer.Serialize(Kept(headers)),
            [Column.Body] = notification.Body.ToArray(),
        };
    }

    /// <param name="rejection">Why the notification is still rejected; null when the columns are to stay.</param>
    public static TableEntity Of(RejectedNotificationId id, Replay replay, Rejection? rejection) => new(id.Partition, id.Key)
    {
        [Column.ReplayedAt] = replay.At,
        [Column.ReplayOutcome] = replay.Outcome,
        [Column.EventId] = replay.EventId,
        [Column.Cause] = rejection?.Cause,
        [Column.Errors] = rejection is null ? null : JsonOf(rejection),
    };

    public static RejectedNotification Read(RejectedNotificationId id, TableEntity row)
    {
        var columns = new ColumnReading(row);
        var notification = new AuthenticNotification
        {
            Account = columns.Text(Column.Account),
            CalledAt = columns.OptionalMoment(Column.CalledAt),
            ReceivedAt = columns.Moment(Column.ReceivedAt),
            ContentType = columns.OptionalText(Column.ContentType),
            Body = row[Column.Body] as byte[],
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

    private static string JsonOf(Rejection rejection) => JsonSerializer.Serialize(rejection.Errors, JsonSerializerOptions.Web);

    private static FieldError[] ErrorsOf(ColumnReading columns)
    {
        try
        {
            return JsonSerializer.Deserialize<FieldError[]>(columns.OptionalText(Column.Errors) ?? "[]", JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException)
        {
            columns.Note(Column.Errors, "is not JSON");
            return [];
        }
    }

    // A signed call that is repeated has the same account, date and body, and so the same row.
    private static string KeyOf(AuthenticNotification notification, DateTimeOffset moment)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(notification.Account));
        hash.AppendData([0]); // In no account, so it separates account and body.
        hash.AppendData(notification.Body.Span);
        var call = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"{9_999_999_999 - moment.ToUnixTimeSeconds():D10}-{call}");
    }

    private static Dictionary<string, string> Kept(WebhookHeaders headers) => KeptHeaders
        .Where(name => headers[name] is not null)
        .ToDictionary(name => name, name => FieldLimits.Cut(headers[name]!, FieldLimits.ShortText));
}
