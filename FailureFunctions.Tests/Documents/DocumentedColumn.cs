using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Documents;

/// <summary>One column of docs/tables.md.</summary>
internal sealed partial record DocumentedColumn(string Table, string Name, string Type, string Meaning, string Absent)
{
    public static IReadOnlyList<DocumentedColumn> All { get; } = Read();

    /// <summary>The columns that a table's own section describes.</summary>
    public static Dictionary<string, string> TypesOf(string table) =>
        All.Where(column => column.Table == table).ToDictionary(column => column.Name, column => column.Type);

    private static List<DocumentedColumn> Read()
    {
        var table = "";
        List<DocumentedColumn> columns = [];
        foreach (var line in File.ReadLines(RepositoryFile.Find("docs", "tables.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                table = line[3..].Trim();
            if (Row().Match(line) is { Success: true } row)
                columns.Add(new(table, row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value));
        }
        return columns;
    }

    [GeneratedRegex("""^\| `(\w+)` \| (Edm\.\w+) \| (.+) \| (.+) \|$""")]
    private static partial Regex Row();
}
