using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>The columns of a recipient's row: docs/tables.md. What is absent has no column.</summary>
internal static class SuppressionColumns
{
    public const string RowKey = "suppression";

    /// <summary>What a row is read from.</summary>
    public static readonly string[] All =
    [
        .. RowSweep.Keys, Column.RecipientKey, Column.Recipient, Column.State, Column.Since, Column.Until, Column.Reason, Column.Origin, Column.Evidence,
        Column.Decisions, Column.UpdatedAt, Column.Version, Column.AnnouncedVersion,
    ];

    public static TableEntity ToRow(SuppressionEntry entry)
    {
        var state = entry.State;
        var row = new TableEntity(entry.Key.PartitionKey, RowKey)
        {
            [Column.Recipient] = entry.Recipient,
            [Column.State] = SuppressionNames.Of(state.Status),
            [Column.Version] = entry.Version,
            [Column.AnnouncedVersion] = entry.AnnouncedVersion,
        };
        // As in the table Failures: it cannot be derived from an encoded or shortened PartitionKey.
        if (entry.Key.Value != entry.Key.PartitionKey)
            row[Column.RecipientKey] = entry.Key.Value;
        SetIfPresent(row, Column.RecipientDomain, entry.Key.Domain);
        SetIfPresent(row, Column.Since, state.Since);
        SetIfPresent(row, Column.Until, state.Until);
        SetIfPresent(row, Column.Reason, state.Reason is { } reason ? ClassificationNames.Of(reason) : null);
        SetIfPresent(row, Column.Origin, state.Origin is { } origin ? SuppressionNames.Of(origin) : null);
        SetIfPresent(row, Column.Evidence, SuppressionJson.Write(entry.Evidence));
        SetIfPresent(row, Column.Decisions, SuppressionJson.Write(entry.Decisions));
        SetIfPresent(row, Column.UpdatedAt, entry.UpdatedAt);
        return row;
    }

    /// <exception cref="UnreadableEntryException">Names a column, never its content.</exception>
    public static SuppressionEntry Read(TableEntity row)
    {
        var entry = Read(row, out var fault);
        return fault is null ? entry : throw new UnreadableEntryException(fault);
    }

    /// <returns>Null if it cannot be read.</returns>
    public static SuppressionEntry? TryRead(TableEntity row)
    {
        var entry = Read(row, out var fault);
        return fault is null ? entry : null;
    }

    private static SuppressionEntry Read(TableEntity row, out string? fault)
    {
        var columns = new ColumnReading(row);
        columns.Require(RecipientKey.TryParse(columns.OptionalText(Column.RecipientKey) ?? row.PartitionKey, out var key), Column.RecipientKey, "is not a recipient key");
        var entry = new SuppressionEntry
        {
            Key = key,
            Recipient = columns.Text(Column.Recipient),
            State = new SuppressionState
            {
                Status = columns.Parsed<SuppressionStatus>(Column.State, SuppressionNames.Statuses.TryGetValue, UnknownValue),
                Since = columns.OptionalMoment(Column.Since),
                Until = columns.OptionalMoment(Column.Until),
                Reason = columns.OptionalText(Column.Reason) is null ? null : columns.Parsed<Reason>(Column.Reason, SuppressionNames.Reasons.TryGetValue, UnknownValue),
                Origin = columns.OptionalText(Column.Origin) is null
                    ? null
                    : columns.Parsed<SuppressionOrigin>(Column.Origin, SuppressionNames.Origins.TryGetValue, UnknownValue),
            },
            Evidence = JsonOf(columns, Column.Evidence, SuppressionJson.ReadEvidence),
            Decisions = JsonOf(columns, Column.Decisions, SuppressionJson.ReadDecisions),
            UpdatedAt = columns.OptionalMoment(Column.UpdatedAt),
            Version = columns.OptionalNumber(Column.Version) ?? 0,
            AnnouncedVersion = columns.OptionalNumber(Column.AnnouncedVersion) ?? 0,
            Tag = row.ETag.ToString(),
        };
        fault = columns.Fault;
        return entry;
    }

    public static IReadOnlyList<T> JsonOf<T>(ColumnReading columns, string column, Func<string?, IReadOnlyList<T>> read)
    {
        try
        {
            return read(columns.OptionalText(column));
        }
        catch (JsonException)
        {
            columns.Note(column, "is not what the app writes");
            return [];
        }
    }

    private const string UnknownValue = "has no known value";

    private static void SetIfPresent(TableEntity row, string column, object? value)
    {
        if (value is not null)
            row[column] = value;
    }
}

/// <summary>A row was edited, or written by a newer version of the app. The message names a column, never its content.</summary>
internal sealed class UnreadableEntryException(string fault, string row = "The row") : Exception($"{row} is unreadable: {fault}");
