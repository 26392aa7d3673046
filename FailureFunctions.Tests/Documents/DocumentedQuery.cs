using System.Globalization;
using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Documents;

/// <summary>One filter of docs/queries.md: a comment that names it, and the fenced block after that.</summary>
internal sealed partial record DocumentedQuery(string Id, string Table, int? Top, string Filter)
{
    /// <summary>The whole page.</summary>
    public static string Page => File.ReadAllText(RepositoryFile.Find("docs", "queries.md")).ReplaceLineEndings("\n");

    /// <summary>All filters of the page that are named.</summary>
    public static IReadOnlyList<DocumentedQuery> All { get; } =
    [
        .. Blocks().Matches(Page).Select(match => new DocumentedQuery(
            match.Groups["id"].Value,
            match.Groups["table"].Value,
            match.Groups["top"] is { Success: true } top ? int.Parse(top.Value, CultureInfo.InvariantCulture) : null,
            match.Groups["filter"].Value)),
    ];

    public override string ToString() => Id;

    [GeneratedRegex("""^<!-- query: (?<id>[a-z-]+), table (?<table>\w+)(, top (?<top>\d+))? -->\n```odata\n(?<filter>[^\n`]+)\n```$""", RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
