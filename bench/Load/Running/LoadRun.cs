using System.Globalization;
using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>The verbs <c>run</c> and <c>compare</c>: rounds of load on one or several running apps, in turns.</summary>
internal sealed class LoadRun(LoadOptions options, Stage stage, TextWriter output) : IAsyncDisposable
{
    private readonly Generator _generator = new();
    private readonly List<Site> _sites = [];

    public async Task<IReadOnlyList<Reading>> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Url is not null)
            _sites.Add(new Site(options, stage, _generator, "url", options.Url, options.HostPid, options.WorkerPid, null));
        foreach (var target in stage.Targets)
            _sites.Add(await Site.StartAsync(options, stage, _generator, target, cancellationToken));
        foreach (var site in _sites)
            await site.WarmUpAsync(cancellationToken);
        var readings = new List<Reading>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            // Another one begins each time, so that none profits from its place.
            for (var turn = 0; turn < _sites.Count; turn++)
            {
                var site = _sites[(round - 1 + turn) % _sites.Count];
                var reading = await site.MeasureAsync(site.Name, round, site.Sign(cancellationToken), cancellationToken);
                readings.Add(reading);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}  {reading.Target,-6} {reading.Values[Metric.PerSecond],8:0.0}/s  p50 {reading.Values[Metric.P50]:0.00} ms"));
            }
        }
        return readings;
    }

    public async ValueTask DisposeAsync()
    {
        _generator.Dispose();
        await Task.WhenAll(_sites.Select(site => site.DisposeAsync().AsTask()));
    }
}
