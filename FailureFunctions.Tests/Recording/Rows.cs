using Azure.Data.Tables;

namespace FailureFunctions.Tests.Recording;

/// <summary>Reads rows back.</summary>
internal static class Rows
{
    private static readonly string[] OfTheService = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    /// <summary>The columns that the app wrote, keys apart.</summary>
    public static Dictionary<string, object> OwnColumns(this TableEntity row) =>
        row.Where(column => !OfTheService.Contains(column.Key)).ToDictionary();

    /// <summary>All rows that a filter finds, in the order of the service.</summary>
    public static async Task<List<TableEntity>> FindAsync(this TableServiceClient service, string table, string filter)
    {
        List<TableEntity> rows = [];
        await foreach (var row in service.GetTableClient(table).QueryAsync<TableEntity>(filter))
            rows.Add(row);
        return rows;
    }
}
