using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Writes a failure into the columns of a row. What is absent has no column.</summary>
internal static class FailureColumns
{
    /// <summary>The row of a failure in the failures table.</summary>
    public static TableEntity ToRow(Failure failure)
    {
        var row = new TableEntity(failure.RecipientKey.PartitionKey, failure.RowKey);
        Write(row, failure);
        return row;
    }

    /// <summary>Writes all columns of a failure but its keys.</summary>
    public static void Write(TableEntity row, Failure failure)
    {
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
    }

    private static void SetIfPresent(TableEntity row, string column, object? value)
    {
        if (value is not null)
            row[column] = value;
    }
}
