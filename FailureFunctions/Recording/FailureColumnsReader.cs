using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Observability;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Reads a failure back from the columns of an outbox entry. Nothing in them makes it throw.</summary>
internal static class FailureColumnsReader
{
    private static readonly Dictionary<string, Reason> Reasons = Named<Reason>(ClassificationNames.Of);
    private static readonly Dictionary<string, Severity> Severities = Named<Severity>(ClassificationNames.Of);
    private static readonly Dictionary<string, Advice> Advices = Named<Advice>(ClassificationNames.Of);
    private static readonly Dictionary<string, Confidence> Confidences = Named<Confidence>(ClassificationNames.Of);
    private static readonly Dictionary<string, FailureKind> Kinds = Named<FailureKind>(FailureKinds.NameOf);

    /// <summary>Reads a failure.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="fault">What is wrong, when there is no result.</param>
    /// <returns>The failure; null when it cannot be read.</returns>
    public static Failure? Read(TableEntity row, out string? fault)
    {
        var columns = new ColumnReading(row);
        var failure = new Failure
        {
            EventId = EventIdOf(columns),
            RecipientKey = RecipientKeyOf(columns),
            Recipient = columns.Text(Column.Recipient),
            Account = columns.Text(Column.Account),
            MessageId = columns.Text(Column.MessageId),
            Kind = One(columns, Column.Kind, Kinds),
            ReportedAt = columns.OptionalMoment(Column.ReportedAt),
            OccurredAt = columns.Moment(Column.OccurredAt),
            ReceivedAt = columns.Moment(Column.ReceivedAt),
            ReportedTimestamp = columns.OptionalText(Column.ReportedTimestamp),
            Action = columns.OptionalText(Column.Action),
            Reply = ReplyOf(columns),
            Classification = new ReplyClassification(
                One(columns, Column.Reason, Reasons),
                One(columns, Column.Severity, Severities),
                One(columns, Column.Advice, Advices),
                columns.Text(Column.Rule),
                One(columns, Column.Confidence, Confidences)),
            Tags = TagsOf(columns),
            Profile = columns.OptionalText(Column.Profile),
            Mailing = columns.OptionalText(Column.Mailing),
            Extra = ExtraOf(columns),
            Trace = TraceOf(row),
        };
        fault = columns.Fault;
        return fault is null ? failure : null;
    }

    private static EventId EventIdOf(ColumnReading columns)
    {
        columns.Require(EventId.TryParse(columns.Text(Column.EventId), out var id), Column.EventId, "is not 32 hexadecimal digits");
        return id;
    }

    private static RecipientKey RecipientKeyOf(ColumnReading columns)
    {
        columns.Require(RecipientKey.TryParse(columns.Text(Column.RecipientKey), out var key), Column.RecipientKey, "is not a recipient key");
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

    // A trace that cannot be read is no fault: the failure matters, the trace does not.
    private static ActivityContext? TraceOf(TableEntity row) =>
        TraceContexts.Parse(ColumnValue.Of<string>(row, Column.TraceParent), ColumnValue.Of<string>(row, Column.TraceState));

    private static T One<T>(ColumnReading columns, string column, Dictionary<string, T> names)
    {
        columns.Require(names.TryGetValue(columns.Text(column), out var value), column, "has no known value");
        return value!;
    }

    private static Dictionary<string, T> Named<T>(Func<T, string> name)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(name, StringComparer.Ordinal);
}
