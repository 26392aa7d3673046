using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>Reads the columns of a row and keeps the first fault, so that a reader can read to its end.</summary>
internal sealed class ColumnReading(TableEntity row)
{
    public delegate bool Parser<T>(string text, out T? value);

    /// <summary>Null as long as every column could be read. Names a column, never its content.</summary>
    public string? Fault { get; private set; }

    public string Text(string column) => OptionalText(column) ?? Missing(column, "");

    public string? OptionalText(string column) => Optional<string>(column, "text");

    public DateTimeOffset Moment(string column) => OptionalMoment(column) ?? Missing(column, default(DateTimeOffset));

    public DateTimeOffset? OptionalMoment(string column) => Optional<DateTimeOffset?>(column, "a DateTime");

    public int? OptionalNumber(string column) => Optional<int?>(column, "an Int32");

    public T Parsed<T>(string column, Parser<T> parse, string fault)
    {
        Require(parse(Text(column), out var value), column, fault);
        return value!;
    }

    public void Note(string column, string fault) => Fault ??= $"column {column} {fault}.";

    public void Require(bool condition, string column, string fault)
    {
        if (!condition)
            Note(column, fault);
    }

    private T? Optional<T>(string column, string type)
    {
        var value = row[column];
        Require(value is T or null, column, $"is not {type}");
        return value is T typed ? typed : default;
    }

    private T Missing<T>(string column, T substitute)
    {
        Note(column, "is missing");
        return substitute;
    }
}
