namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>The middle of several rounds, and how far apart they are.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public double Relative => Median == 0 ? 0 : (Max - Min) / Median;

    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}

/// <param name="Metric">What.</param>
/// <param name="Targets">By target.</param>
/// <param name="Ratios">The first target's value divided by that of each other target, of the same round.</param>
internal sealed record SummaryRow(
    string Metric, IReadOnlyDictionary<string, Spread> Targets, IReadOnlyDictionary<string, Spread> Ratios);

internal static class Summary
{
    public static IReadOnlyList<SummaryRow> Of(IReadOnlyList<Reading> readings)
    {
        var targets = readings.Select(reading => reading.Target).Distinct().ToList();
        return [.. readings.SelectMany(reading => reading.Values.Keys).Distinct().Select(metric => new SummaryRow(
            metric,
            targets.Select(target => (Target: target, Spread: Spread.Of(Values(target, metric).Values)))
                .Where(pair => pair.Spread is not null)
                .ToDictionary(pair => pair.Target, pair => pair.Spread!.Value),
            targets.Skip(1).Select(peer => (Target: peer, Spread: Spread.Of(Ratios(metric, peer))))
                .Where(pair => pair.Spread is not null)
                .ToDictionary(pair => pair.Target, pair => pair.Spread!.Value)))];

        Dictionary<int, double> Values(string target, string metric) => readings
            .Where(reading => reading.Target == target && reading.Values.ContainsKey(metric))
            .ToDictionary(reading => reading.Round, reading => reading.Values[metric]);

        IEnumerable<double> Ratios(string metric, string peer)
        {
            var theirs = Values(peer, metric);
            return Values(targets[0], metric)
                .Where(ours => theirs.GetValueOrDefault(ours.Key) > 0)
                .Select(ours => ours.Value / theirs[ours.Key]);
        }
    }
}
