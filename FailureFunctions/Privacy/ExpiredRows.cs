using System.Globalization;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>Which rows of a table are too old, as filters that the table service evaluates.</summary>
internal static class ExpiredRows
{
    /// <summary>The filter for the rows before a moment.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cutOff">The moment.</param>
    /// <returns>The filter, in OData.</returns>
    public static string Before(string table, DateTimeOffset cutOff) => table switch
    {
        // Both: what was reported late is not to go the night after it came. Not the RowKey: its moment may lie in the year
        // 2099 (docs/decisions/0002).
        TableNames.Failures => TableClient.CreateQueryFilter($"OccurredAt lt {cutOff} and ReceivedAt lt {cutOff}"),
        // Partitions are days, so this reads old days only.
        TableNames.Rejected => TableClient.CreateQueryFilter(
            $"PartitionKey ge {"0"} and PartitionKey lt {cutOff.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Rows of this table do not expire."),
    };
}
