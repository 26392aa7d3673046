using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The columns of a failure's row: docs/tables.md. What is absent has no column.</summary>
internal static class FailureColumns
{
    private static readonly Dictionary<string, Reason> Reasons = ByName<Reason>(ClassificationNames.Of);
    private static readonly Dictionary<string, Severity> Severities = ByName<Severity>(ClassificationNames.Of);
    private static readonly Dictionary<string, Advice> Advices = ByName<Advice>(ClassificationNames.Of);
    private static readonly Dictionary<string, Confidence> Confidences = ByName<Confidence>(ClassificationNames.Of);
    private static readonly Dictionary<string, NotificationType> Sources = ByName<NotificationType>(NotificationTypes.NameOf);
    private static readonly Dictionary<string, FailureKind> Kinds = ByName<FailureKind>(FailureKinds.NameOf);

    public static TableEntity ToRow(Failure failure)
    {
        var (partitionKey, rowKey) = failure.Keys;
        var row = new TableEntity(partitionKey, rowKey);
        // Only where it is not the PartitionKey as it stands: it cannot be derived from an encoded or shortened one.
        if (failure.RecipientKey.Value != partitionKey)
            row[Column.RecipientKey] = failure.RecipientKey.Value;
        row[Column.EventId] = failure.EventId.Value;
        row[Column.Recipient] = failure.Recipient;
        row[Column.MessageId] = failure.MessageId;
        row[Column.OccurredAt] = failure.OccurredAt;
        row[Column.ReceivedAt] = failure.ReceivedAt;
        row[Column.Kind] = FailureKinds.NameOf(failure.Kind);
        row[Column.Account] = failure.Account;
        row[Column.Reason] = ClassificationNames.Of(failure.Classification.Reason);
        row[Column.Severity] = ClassificationNames.Of(failure.Classification.Severity);
        row[Column.Advice] = ClassificationNames.Of(failure.Classification.Advice);
        row[Column.Rule] = failure.Classification.Rule;
        row[Column.Confidence] = ClassificationNames.Of(failure.Classification.Confidence);
        SetIfPresent(row, Column.RecipientDomain, failure.RecipientKey.Domain);
        if (failure.Source is not NotificationType.Failure)
            row[Column.Source] = NotificationTypes.NameOf(failure.Source);
        SetIfPresent(row, Column.FinalRecipient, failure.FinalRecipient);
        SetIfPresent(row, Column.ReportedTimestamp, failure.ReportedTimestamp);
        SetIfPresent(row, Column.Action, failure.Action);
        SetIfPresent(row, Column.State, failure.Reply.State);
        SetIfPresent(row, Column.Code, failure.Reply.Code?.Value);
        SetIfPresent(row, Column.Extended, failure.Reply.Extended?.ToString());
        SetIfPresent(row, Column.Description, failure.Reply.Description);
        SetIfPresent(row, Column.Tags, TagsJson.Write(failure.Tags));
        SetIfPresent(row, Column.Profile, failure.Profile);
        SetIfPresent(row, Column.Mailing, failure.Mailing);
        SetIfPresent(row, Column.Extra, failure.Extra);
        return row;
    }

    /// <summary>Reads the failure of a row, or of an outbox entry of the old format, whatever its columns hold.</summary>
    /// <param name="fault">What makes it unreadable, when null is returned: names a column, never its content.</param>
    public static Failure? Read(TableEntity row, out string? fault)
    {
        var columns = new ColumnReading(row);
        var failure = new Failure
        {
            EventId = columns.Parsed<EventId>(Column.EventId, EventId.TryParse, "is not 32 hexadecimal digits"),
            RecipientKey = RecipientKeyOf(row, columns),
            Recipient = columns.Text(Column.Recipient),
            Account = columns.Text(Column.Account),
            MessageId = columns.Text(Column.MessageId),
            Kind = columns.Parsed<FailureKind>(Column.Kind, Kinds.TryGetValue, UnknownValue),
            Source = row.ContainsKey(Column.Source) ? columns.Parsed<NotificationType>(Column.Source, Sources.TryGetValue, UnknownValue) : NotificationType.Failure,
            FinalRecipient = columns.OptionalText(Column.FinalRecipient),
            ReportedAt = columns.OptionalMoment(Column.ReportedAt) ?? FailureRowKey.ReportedAt(row.RowKey),
            OccurredAt = columns.Moment(Column.OccurredAt),
            ReceivedAt = columns.Moment(Column.ReceivedAt),
            ReportedTimestamp = columns.OptionalText(Column.ReportedTimestamp),
            Action = columns.OptionalText(Column.Action),
            Reply = ReplyOf(columns),
            Classification = new ReplyClassification(
                columns.Parsed<Reason>(Column.Reason, Reasons.TryGetValue, UnknownValue),
                columns.Parsed<Severity>(Column.Severity, Severities.TryGetValue, UnknownValue),
                columns.Parsed<Advice>(Column.Advice, Advices.TryGetValue, UnknownValue),
                columns.Text(Column.Rule),
                columns.Parsed<Confidence>(Column.Confidence, Confidences.TryGetValue, UnknownValue)),
            Tags = TagsOf(columns),
            Profile = columns.OptionalText(Column.Profile),
            Mailing = columns.OptionalText(Column.Mailing),
            Extra = ExtraOf(columns),
            Trace = TraceOf(row),
        };
        fault = columns.Fault;
        return fault is null ? failure : null;
    }

    private const string UnknownValue = "has no known value";

    private static RecipientKey RecipientKeyOf(TableEntity row, ColumnReading columns)
    {
        var text = columns.OptionalText(Column.RecipientKey) ?? row.PartitionKey;
        columns.Require(RecipientKey.TryParse(text, out var key), Column.RecipientKey, "is not a recipient key");
        return key;
    }

    private static DeliveryReply ReplyOf(ColumnReading columns)
    {
        ReplyCode? code = null;
        if (columns.OptionalNumber(Column.Code) is { } number)
        {
            columns.Require(ReplyCode.TryCreate(number, out var valid), Column.Code, "is not a reply code");
            code = valid;
        }
        EnhancedStatusCode? extended = null;
        if (columns.OptionalText(Column.Extended) is { } text)
        {
            columns.Require(EnhancedStatusCode.TryParse(text, out var valid), Column.Extended, "is not an enhanced status code");
            extended = valid;
        }
        return new DeliveryReply
        {
            State = columns.OptionalText(Column.State),
            Code = code,
            Extended = extended,
            Description = columns.OptionalText(Column.Description),
        };
    }

    private static IReadOnlyList<string> TagsOf(ColumnReading columns)
    {
        try
        {
            var tags = TagsJson.Read(columns.OptionalText(Column.Tags));
            columns.Require(!tags.Contains(null!), Column.Tags, "is not a JSON array of texts");
            return tags;
        }
        catch (JsonException)
        {
            columns.Note(Column.Tags, "is not a JSON array of texts");
            return [];
        }
    }

    private static string? ExtraOf(ColumnReading columns)
    {
        if (columns.OptionalText(Column.Extra) is not { } text)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            columns.Require(json.RootElement.ValueKind == JsonValueKind.Object, Column.Extra, "is not a JSON object");
        }
        catch (JsonException)
        {
            columns.Note(Column.Extra, "is not a JSON object");
        }
        return text;
    }

    // An unreadable trace does not make a failure unreadable.
    private static ActivityContext? TraceOf(TableEntity row) =>
        TraceContexts.Parse(row[Column.TraceParent] as string, row[Column.TraceState] as string);

    private static void SetIfPresent(TableEntity row, string column, object? value)
    {
        if (value is not null)
            row[column] = value;
    }

    private static Dictionary<string, T> ByName<T>(Func<T, string> name)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(name, StringComparer.Ordinal);
}
