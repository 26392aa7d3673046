using System.Globalization;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>Which rows of a table are too old, as filters that the table service evaluates.</summary>
internal static class ExpiredRows
{
    private static readonly TimeSpan KeyUnit = TimeSpan.FromSeconds(1);

    /// <summary>The filter for the rows before a moment.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cutOff">The moment.</param>
    /// <returns>The filter, in OData.</returns>
    public static string Before(string table, DateTimeOffset cutOff) => table switch
    {
        // Both: the row's key, which is its moment as reported, and when it came in. Rows without a moment have the oldest
        // key there is (docs/decisions/0002), and what was reported late is not to go the night after it came.
        TableNames.Failures => TableClient.CreateQueryFilter(
            $"RowKey ge {FailureRowKey.Before(cutOff - KeyUnit)} and ReceivedAt lt {cutOff}"),
        // Partitions are days, so this reads old days only.
        TableNames.Rejected => TableClient.CreateQueryFilter(
            $"PartitionKey ge {"0"} and PartitionKey lt {cutOff.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Rows of this table do not expire."),
    };
}
