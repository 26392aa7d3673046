using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>Takes values out of a row and remembers the first fault, so that a reader can go on to its end.</summary>
/// <param name="row">The row.</param>
internal sealed class ColumnReading(TableEntity row)
{
    /// <summary>What is wrong; null so long as nothing is. Names a column, never its content.</summary>
    public string? Fault { get; private set; }

    /// <summary>A text that must be there.</summary>
    public string Text(string column)
    {
        if (OptionalText(column) is { } text)
            return text;
        Note(column, "is missing");
        return "";
    }

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string column) => Optional<string>(column, "text");

    /// <summary>A moment that must be there.</summary>
    public DateTimeOffset Moment(string column)
    {
        if (OptionalMoment(column) is { } moment)
            return moment;
        Note(column, "is missing");
        return default;
    }

    /// <summary>A moment that may be absent.</summary>
    public DateTimeOffset? OptionalMoment(string column) => Optional<DateTimeOffset?>(column, "a DateTime");

    /// <summary>A number that may be absent.</summary>
    public int? OptionalNumber(string column) => Optional<int?>(column, "an Int32");

    /// <summary>Notes that a column cannot be used.</summary>
    public void Note(string column, string fault) => Fault ??= $"column {column} {fault}.";

    /// <summary>Notes a fault unless a condition holds.</summary>
    public void Require(bool condition, string column, string fault)
    {
        if (!condition)
            Note(column, fault);
    }

    private T? Optional<T>(string column, string type)
    {
        if (!row.TryGetValue(column, out var value) || value is null)
            return default;
        if (value is T typed)
            return typed;
        Note(column, $"is not {type}");
        return default;
    }
}
