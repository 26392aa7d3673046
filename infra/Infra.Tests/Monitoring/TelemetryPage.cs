using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>docs/telemetry.md: the names under which the app's telemetry is found. Another test holds it against the app.</summary>
internal sealed partial class TelemetryPage
{
    private readonly List<(string Section, string[] Cells)> _rows = [];

    private TelemetryPage(string text)
    {
        var section = "";
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..].Trim();
            if (line.StartsWith("| `", StringComparison.Ordinal))
                _rows.Add((section, [.. line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim())]));
        }
    }

    /// <summary>The tags of each instrument.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Instruments =>
        Rows("Metrics").Where(cells => cells[0].Contains("failurefunctions.", StringComparison.Ordinal)).ToDictionary(cells => Names(cells[0]).Single(), cells => Names(cells[3]));

    /// <summary>The spans.</summary>
    public IEnumerable<string> Spans => Rows("Spans").Where(cells => cells.Length == 4).SelectMany(cells => Names(cells[0]));

    /// <summary>The attributes of the span <c>receive</c>.</summary>
    public IEnumerable<string> Attributes => Rows("Spans").Where(cells => cells.Length == 3).SelectMany(cells => Names(cells[0]));

    /// <summary>The values that a tag is documented to have.</summary>
    public IReadOnlyList<string> ValuesOf(string tag) =>
        [.. Rows("Metrics").Where(cells => cells.Length == 2 && Names(cells[0]).Contains(tag)).SelectMany(cells => Names(cells[1]))];

    public static TelemetryPage Read() => new(Repository.Read("docs", "telemetry.md"));

    private IEnumerable<string[]> Rows(string section) => _rows.Where(row => row.Section == section).Select(row => row.Cells);

    private static IReadOnlyList<string> Names(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
