using HdrHistogram;

namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>The names of what is measured, in the report and in result.json.</summary>
internal static class Metric
{
    public const string PerSecond = "requests/s";
    public const string Accepted = "accepted requests";
    public const string P50 = "p50 ms";
    public const string P99 = "p99 ms";
    public const string WorkerCpu = "worker CPU, ms/request";
    public const string Compiling = "worker JIT, ms/request";
    public const string GeneratorCores = "generator CPU, cores";
    public const string LatenessP99 = "lateness of sending, p99 ms";
    public const string FirstAccepted = "start to first 200, ms";
}

/// <param name="At">The second of the round, from 0.</param>
internal sealed record Second(int At, int Accepted, double P50, double P99);

/// <param name="Percent">0 to 100.</param>
internal sealed record Percentile(double Percent, double Milliseconds);

/// <summary>What one round, or one cold start, of one target gave.</summary>
internal sealed record Reading
{
    private static readonly double[] Percents = [1, 5, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100];

    public required string Target { get; init; }

    public required int Round { get; init; }

    /// <summary>By the names in the report, in its order.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>How many answers had which status; 0: no answer.</summary>
    public required IReadOnlyDictionary<int, int> Statuses { get; init; }

    public IReadOnlyList<Percentile> Percentiles { get; init; } = [];

    public IReadOnlyList<Second> Timeline { get; init; } = [];

    /// <summary>Reads what was sent. Times are those of accepted requests: a refusal is quick.</summary>
    /// <param name="target">The name of the target.</param>
    /// <param name="round">From 1.</param>
    /// <param name="traffic">What was sent.</param>
    /// <param name="costs">What it cost, for each accepted request where that makes sense.</param>
    public static Reading Of(string target, int round, Traffic traffic, Func<int, IEnumerable<KeyValuePair<string, double>>> costs)
    {
        var accepted = traffic.Samples.Where(sample => sample.IsAccepted).ToList();
        var times = Histogram(accepted);
        var values = new Dictionary<string, double>
        {
            [Metric.Accepted] = accepted.Count,
            [Metric.PerSecond] = accepted.Count / traffic.Elapsed.TotalSeconds,
            [Metric.P50] = At(times, 50),
            ["p90 ms"] = At(times, 90),
            [Metric.P99] = At(times, 99),
            ["max ms"] = At(times, 100),
        };
        foreach (var (name, value) in costs(Math.Max(accepted.Count, 1)))
            values[name] = value;
        if (traffic.Lateness.Count > 0)
            values[Metric.LatenessP99] = At(Histogram(traffic.Lateness.Select(late => new Sample(default, late, 200))), 99);
        return new Reading
        {
            Target = target,
            Round = round,
            Values = values,
            Statuses = traffic.Samples.CountBy(sample => sample.Status).OrderBy(count => count.Key).ToDictionary(),
            Percentiles = [.. Percents.Select(percent => new Percentile(percent, At(times, percent)))],
            Timeline = [.. accepted.GroupBy(sample => (int)sample.Since.TotalSeconds).OrderBy(second => second.Key).Select(second =>
            {
                var histogram = Histogram(second);
                return new Second(second.Key, second.Count(), At(histogram, 50), At(histogram, 99));
            })],
        };
    }

    // Microseconds up to ten minutes, to three digits.
    private static LongHistogram Histogram(IEnumerable<Sample> samples)
    {
        var histogram = new LongHistogram(600_000_000, 3);
        foreach (var sample in samples)
            histogram.RecordValue(Math.Max((long)sample.Took.TotalMicroseconds, 0));
        return histogram;
    }

    private static double At(LongHistogram times, double percent) =>
        times.TotalCount == 0 ? 0 : times.GetValueAtPercentile(percent) / 1000.0;
}
