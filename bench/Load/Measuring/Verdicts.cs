using System.Globalization;

namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>Why figures must not be used; none: they may be.</summary>
internal static class Verdicts
{
    public const int FewestSamples = 200;
    public const int FewestRounds = 3;
    private const double MostSpread = 0.25;
    private const double MostGeneratorCores = 0.8;
    private const double MostLateness = 5;
    private const double MostCompiling = 0.1;

    // The figures that a decision would rest on.
    private static readonly string[] Decisive = [Metric.PerSecond, Metric.P50, Metric.FirstAccepted];

    /// <param name="readings">All rounds.</param>
    /// <param name="rate">What an open loop was to send per second; 0 for a closed loop or cold starts.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Reading> readings, int rate) =>
        [.. Refusals(readings), .. Samples(readings), .. Cold(readings), .. Generator(readings, rate), .. Noise(Summary.Of(readings))];

    /// <summary>Answers other than 200 and 202, and requests without an answer.</summary>
    public static IEnumerable<string> Refusals(IReadOnlyList<Reading> readings) =>
        from target in readings.GroupBy(reading => reading.Target)
        let refused = target.SelectMany(reading => reading.Statuses).Where(status => status.Key is not (200 or 202))
            .GroupBy(status => status.Key, status => status.Value).ToList()
        where refused.Count > 0
        select $"target refuses: {target.Key} answered "
            + string.Join(", ", refused.Select(status => $"{(status.Key == 0 ? "not at all" : Text(status.Key))} ({Text(status.Sum())} times)")) + ".";

    private static IEnumerable<string> Samples(IReadOnlyList<Reading> readings)
    {
        var fewest = readings.Where(reading => reading.Values.ContainsKey(Metric.Accepted)).MinBy(reading => reading.Values[Metric.Accepted]);
        if (fewest is not null && fewest.Values[Metric.Accepted] < FewestSamples)
            yield return $"too short: {fewest.Target} has {Text(fewest.Values[Metric.Accepted])} accepted requests in round {fewest.Round}; {FewestSamples} are needed.";
        var rounds = readings.Select(reading => reading.Round).Distinct().Count();
        if (rounds < FewestRounds)
            yield return $"too short: {rounds} of at least {FewestRounds} rounds, so the noise is unknown.";
    }

    private static IEnumerable<string> Cold(IReadOnlyList<Reading> readings) =>
        from target in readings.GroupBy(reading => reading.Target)
        let share = target.Max(reading => reading.Values.GetValueOrDefault(Metric.Compiling) / reading.Values.GetValueOrDefault(Metric.WorkerCpu, 1))
        where share > MostCompiling
        select $"not warm: the JIT took up to {Text(share * 100)} % of the CPU of {target.Key} in a round; lengthen --warmup.";

    private static IEnumerable<string> Generator(IReadOnlyList<Reading> readings, int rate)
    {
        foreach (var target in readings.GroupBy(reading => reading.Target))
        {
            if (rate == 0 && Worst(target, Metric.GeneratorCores) is > MostGeneratorCores and var cores)
                yield return $"generator is the bottleneck: {Text(cores * 100)} % of a core while it loads {target.Key}.";
            if (rate > 0 && Worst(target, Metric.LatenessP99) is > MostLateness and var late)
                yield return $"generator is the bottleneck: it sends to {target.Key} up to {Text(late)} ms late (p99); lower the rate, or stop what else runs.";
        }
    }

    private static IEnumerable<string> Noise(IReadOnlyList<SummaryRow> rows)
    {
        foreach (var row in rows.Where(row => Decisive.Contains(row.Metric)))
        {
            var compared = row.Ratios.Count > 0;
            foreach (var (target, spread) in compared ? row.Ratios : row.Targets)
                if (spread.Relative > MostSpread)
                    yield return $"too noisy: {row.Metric}{(compared ? $", ratio to {target}," : $" of {target}")} varies by {Text(spread.Relative * 100)} % between rounds.";
        }
    }

    private static double Worst(IEnumerable<Reading> readings, string metric) =>
        readings.Max(reading => reading.Values.GetValueOrDefault(metric));

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
