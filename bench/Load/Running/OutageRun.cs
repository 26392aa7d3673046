using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>The verb <c>outage</c>: load at a fixed rate before, during and after an outage of the bus, until the outbox is empty again.</summary>
internal sealed class OutageRun(LoadOptions options, Stage stage, TextWriter output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // The drain starts every minute.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<Reading>> RunAsync(CancellationToken cancellationToken)
    {
        using var generator = new Generator();
        await using var site = await Site.StartAsync(options, stage, generator, stage.Targets.Single(), cancellationToken);
        await site.WarmUpAsync(cancellationToken);
        var readings = new List<Reading>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            await AddAsync(await site.MeasureAsync("before", round, site.Sign(cancellationToken), cancellationToken));

            var requests = site.Sign(cancellationToken);
            await stage.Stores!.AskAsync(cancellationToken, StoresProgram.StopBus);
            await AddAsync(await site.MeasureAsync("outage", round, requests, cancellationToken));

            requests = site.Sign(cancellationToken);
            await stage.Stores.AskAsync(cancellationToken, StoresProgram.StartBus);
            var clearing = ClearAsync(cancellationToken);
            var after = await site.MeasureAsync("after", round, requests, cancellationToken);
            var backlog = await clearing;
            await AddAsync(after with
            {
                Values = new Dictionary<string, double>(after.Values)
                {
                    ["most queued"] = backlog.Largest,
                    ["bus back to outbox empty, s"] = backlog.Emptied.TotalSeconds,
                    ["drained failures/s"] = backlog.PerSecond,
                },
            });
        }
        return readings;

        Task AddAsync(Reading reading)
        {
            readings.Add(reading);
            var answers = string.Join(", ", reading.Statuses.Select(status => $"{status.Key}: {status.Value}"));
            return output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"round {reading.Round}  {reading.Target,-6}  p50 {reading.Values[Metric.P50]:0.00} ms  answers {answers}"));
        }
    }

    private async Task<Backlog> ClearAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var looks = new List<(TimeSpan At, int Queued)>();
        do
        {
            looks.Add((clock.Elapsed, (await stage.Stores!.AskAsync(cancellationToken)).Queued!.Value));
            if (clock.Elapsed > DrainLimit)
                throw new LoadException($"The outbox still has {looks[^1].Queued} rows {DrainLimit.TotalMinutes} minutes after the outage; see app.log.");
            await Task.Delay(Pause, cancellationToken);
        }
        while (looks[^1].Queued > 0);
        return Backlog.Of(looks);
    }
}
