using FailureFunctions.Bench.Load.Measuring;
using ScottPlot;

namespace FailureFunctions.Bench.Load.Reporting;

/// <summary>The plots, as SVG, so that they can stand in the documentation. What was not measured has no plot.</summary>
internal static class Plots
{
    private const int Width = 800;
    private const int Height = 450;

    /// <param name="inTurns">Whether rounds of several targets alternate, so that each target has a time axis of its own; else all share one.</param>
    public static void Save(IReadOnlyList<Reading> readings, string folder, bool inTurns)
    {
        var measured = readings.Where(reading => reading.Timeline.Count > 0).ToList();
        if (measured.Count == 0)
        {
            Lines("cold.svg", "Start to first 200", "round", "ms", readings, ByRound(Metric.FirstAccepted));
            return;
        }
        var percentiles = Lines("latency.svg", "Latency by percentile (median of the rounds)", "percentile", "ms", measured, ByPercentile);
        percentiles.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. new[] { 0, 50, 90, 99, 99.9, 99.99 }.Select(Nines)], ["0", "50", "90", "99", "99.9", "99.99"]);
        percentiles.SaveSvg(Path.Combine(folder, "latency.svg"), Width, Height);
        Lines("throughput.svg", "Throughput by round", "round", "accepted requests/s", measured, ByRound(Metric.PerSecond));
        Lines("latency-over-time.svg", "p99 within each second", "second of load", "ms", measured, OverTime(second => second.P99, Start));
        Lines("throughput-over-time.svg", "Accepted requests in each second", "second of load", "requests", measured, OverTime(second => second.Accepted, Start));

        // The second in which a round starts.
        int Start(Reading round)
        {
            var before = measured.TakeWhile(other => other != round).Where(other => !inTurns || other.Target == round.Target);
            return before.Sum(other => other.Timeline[^1].At + 1);
        }

        Plot Lines(string file, string title, string x, string y, IReadOnlyList<Reading> source, Func<IReadOnlyList<Reading>, IEnumerable<(double X, double Y)>> points)
        {
            var plot = new Plot();
            foreach (var target in source.GroupBy(reading => reading.Target))
            {
                var line = points([.. target.OrderBy(reading => reading.Round)]).ToList();
                plot.Add.Scatter(line.Select(point => point.X).ToArray(), line.Select(point => point.Y).ToArray()).LegendText = target.Key;
            }
            plot.Title(title);
            plot.XLabel(x);
            plot.YLabel(y);
            plot.ShowLegend(Alignment.UpperLeft);
            plot.Axes.AutoScale();
            plot.Axes.SetLimitsY(0, plot.Axes.GetLimits().Top);
            plot.SaveSvg(Path.Combine(folder, file), Width, Height);
            return plot;
        }
    }

    private static IEnumerable<(double X, double Y)> ByPercentile(IReadOnlyList<Reading> rounds) =>
        rounds.SelectMany(round => round.Percentiles).Where(point => point.Percent < 100).GroupBy(point => point.Percent)
            .Select(points => (Nines(points.Key), Spread.Of(points.Select(point => point.Milliseconds))!.Value.Median));

    private static Func<IReadOnlyList<Reading>, IEnumerable<(double X, double Y)>> ByRound(string metric) =>
        rounds => rounds.Select(round => ((double)round.Round, round.Values[metric]));

    private static Func<IReadOnlyList<Reading>, IEnumerable<(double X, double Y)>> OverTime(Func<Second, double> value, Func<Reading, int> start) => rounds =>
        rounds.SelectMany(round => round.Timeline.Select(second => ((double)(start(round) + second.At), value(second))));

    // How many nines: 90 is 1, 99 is 2.
    private static double Nines(double percent) => -Math.Log10(1 - percent / 100);
}
