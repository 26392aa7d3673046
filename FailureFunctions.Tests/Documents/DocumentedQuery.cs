using System.Globalization;
using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Documents;

/// <summary>One filter of docs/queries.md: a table row whose first cell ends in a comment with its id, under a heading with the table.</summary>
internal sealed partial record DocumentedQuery(string Id, string Table, int? Top, string Filter)
{
    public static IReadOnlyList<DocumentedQuery> All { get; } = [.. Read()];

    public override string ToString() => Id;

    private static IEnumerable<DocumentedQuery> Read()
    {
        var table = "";
        foreach (var line in File.ReadLines(RepositoryFile.Find("docs", "queries.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
                table = heading.Groups[1].Value;
            if (line.EndsWith("` |", StringComparison.Ordinal))
                yield return Parse(line, table);
        }
    }

    private static DocumentedQuery Parse(string line, string table) => Row().Match(line) is { Success: true, Groups: var groups }
        ? new DocumentedQuery(
            groups["id"].Value,
            table,
            groups["top"] is { Success: true } top ? int.Parse(top.Value, CultureInfo.InvariantCulture) : null,
            groups["filter"].Value)
        : throw new FormatException($"A row of docs/queries.md has a filter but no id: {line}");

    [GeneratedRegex("^## Table `(.+)`$")]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| [^|]+ <!-- (?<id>[a-z-]+)(, top (?<top>\\d+))? --> \\| `(?<filter>[^`|]+)` \\|$")]
    private static partial Regex Row();
}
