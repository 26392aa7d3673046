using System.Globalization;
using FailureFunctions.Classification;
using FailureFunctions.Configuration;
using FailureFunctions.Suppression;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Tests.Suppression;

/// <summary>An example of docs/suppression.md: what happens on which day, and what the policy says then.</summary>
internal sealed record TimeLine(string Name, SuppressionOptions Settings, IReadOnlyList<TimeLine.Line> Lines)
{
    /// <summary>A row of its table.</summary>
    /// <param name="Happens">Blank when nothing does.</param>
    public sealed record Line(double Day, string Happens, string Then);

    public static IEnumerable<TimeLine> All()
    {
        var examples = File.ReadAllText(Repository.PathOf("docs", "suppression.md")).Split("\n## Examples\n")[1].Split("\n## ")[0];
        return examples.Split("\n### ").Skip(1).Select(Parse);
    }

    public override string ToString() => Name;

    /// <summary>Adds what a line says to what is known.</summary>
    public static void Happen(Line line, List<Evidence> evidence, List<Decision> decisions)
    {
        if (line.Happens.Length == 0)
            return;
        var parts = line.Happens.Split(" of day ");
        var at = Known.Day(parts is [_, var day] ? Number(day) : line.Day);
        if (Enum.TryParse<DecisionKind>(parts[0], ignoreCase: true, out var kind))
            decisions.Add(Known.Decision(kind, Decision.MomentOf(kind, evidence, decisions, at)));
        else
            evidence.Add(EvidenceOf(parts[0], at));
    }

    /// <summary>A state in the words of the examples.</summary>
    public static string Describe(SuppressionState state)
    {
        var until = state.Until is { } end ? "day " + Known.DayOf(end).ToString("0.###", CultureInfo.InvariantCulture) : "released";
        return state.Status switch
        {
            SuppressionStatus.Suppressed => $"suppressed until {until}: {CauseOf(state)}",
            SuppressionStatus.Watched => $"watched until {until}",
            SuppressionStatus.None => "–",
            var other => $"{other}".ToLowerInvariant(),
        };
    }

    private static string CauseOf(SuppressionState state) =>
        state.Reason is { } reason ? ClassificationNames.Of(reason) : $"{state.Origin}".ToLowerInvariant();

    private static TimeLine Parse(string section)
    {
        var lines = section.Split('\n');
        var settings = lines.Where(line => line.StartsWith("Settings: ", StringComparison.Ordinal))
            .SelectMany(line => line["Settings: ".Length..].Split(", "))
            .Select(setting => setting.Replace("`", "", StringComparison.Ordinal).Split('='))
            .ToDictionary(setting => setting[0].Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting[1]);
        var options = new SuppressionOptions();
        new Settings<SuppressionOptions>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), SuppressionOptions.Section).Configure(options);
        var rows = lines.Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new Line(Number(cells[1]), cells[2], cells[3]));
        return new TimeLine(lines[0], options, [.. rows]);
    }

    private static Evidence EvidenceOf(string what, DateTimeOffset at)
    {
        if (what == "complaint")
            return Known.Complaint(at);
        if (what == "delivery")
            return Known.Delivery(at);
        var parts = what.Split(", ");
        var reason = Enum.GetValues<Reason>().Single(reason => ClassificationNames.Of(reason) == parts[0]);
        return parts switch
        {
            [_] => Known.Failure(at, reason),
            [_, "a guess"] => Known.Failure(at, reason, Confidence.Low),
            [_, "5xx to RCPT TO"] => Known.Failure(at, reason, refused: true),
            _ => throw new FormatException($"Not known: {what}"),
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
