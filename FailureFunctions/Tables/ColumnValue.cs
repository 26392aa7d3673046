using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>Reads columns that may be of any type.</summary>
internal static class ColumnValue
{
    /// <summary>The value of a column; the default when it is absent or of another type.</summary>
    public static T? Of<T>(TableEntity entity, string column) =>
        entity.TryGetValue(column, out var value) && value is T typed ? typed : default;
}
