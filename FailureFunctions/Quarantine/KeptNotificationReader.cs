using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>Reads a rejected notification, whatever a hand has made of its row.</summary>
internal static class KeptNotificationReader
{
    public static KeptNotification Read(KeptId id, TableEntity row)
    {
        var columns = new ColumnReading(row);
        var notification = new AuthenticNotification
        {
            Account = AccountOf(columns),
            CalledAt = columns.OptionalMoment(Column.CalledAt),
            ReceivedAt = columns.Moment(Column.ReceivedAt),
            ContentType = columns.OptionalText(Column.ContentType),
            Body = BodyOf(row, columns),
        };
        return new KeptNotification
        {
            Id = id,
            Version = row.ETag.ToString(),
            Cause = ColumnValue.Of<string>(row, Column.Cause),
            Errors = ErrorsOf(ColumnValue.Of<string>(row, Column.Errors)),
            Notification = columns.Fault is null ? notification : null,
            Fault = columns.Fault,
            ReplayedAt = ColumnValue.Of<DateTimeOffset?>(row, Column.ReplayedAt),
            ReplayOutcome = ColumnValue.Of<string>(row, Column.ReplayOutcome),
            EventId = ColumnValue.Of<string>(row, Column.EventId) is { Length: > 0 } eventId ? eventId : null,
        };
    }

    // Only the one spelling of an account gives a failure the same identity as the call would have had.
    private static string AccountOf(ColumnReading columns)
    {
        var text = columns.Text(Column.Account);
        columns.Require(
            text == AccountId.Unknown.ToString() || (AccountId.TryParse(text, out var account) && account.ToString() == text),
            Column.Account,
            "is not an account such as account_1234");
        return text;
    }

    // Whoever fixes a body by hand can more easily put text in its place.
    private static byte[] BodyOf(TableEntity row, ColumnReading columns)
    {
        var value = row.TryGetValue(Column.Body, out var found) ? found : null;
        columns.Require(value is byte[] or string, Column.Body, value is null ? "is missing" : "is neither binary nor text");
        return value as byte[] ?? Encoding.UTF8.GetBytes(value as string ?? "");
    }

    private static IReadOnlyList<FieldError> ErrorsOf(string? json)
    {
        try
        {
            var errors = json is null ? null : JsonSerializer.Deserialize(json, RejectionJson.Default.IReadOnlyListFieldError);
            return [.. (errors ?? []).Where(error => error is not null)];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
