using System.Globalization;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>The verbs <c>run</c> and <c>compare</c>: rounds of load on one or several running apps, in turns.</summary>
internal sealed class LoadRun(LoadOptions options, Stage stage, TextWriter output) : IAsyncDisposable
{
    private const int WarmupRequests = 500;

    // At least: a single sender would take minutes to have all that is hot compiled for the last time.
    private const int WarmupSenders = 16;

    // What follows an answer, such as the removal of an outbox entry, belongs to the round.
    private static readonly TimeSpan AfterWork = TimeSpan.FromMilliseconds(200);

    private readonly Generator _generator = new();
    private readonly List<Site> _sites = [];

    public async Task<IReadOnlyList<Reading>> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Url is not null)
            _sites.Add(new Site("url", options.Url, options.HostPid, options.WorkerPid, null));
        foreach (var target in stage.Targets)
        {
            var app = await stage.StartAsync(target, hooked: true, cancellationToken);
            _sites.Add(new Site(app.Name, app.Webhook, app.HostId, app.WorkerId, app));
        }
        foreach (var site in _sites)
            await WarmUpAsync(site, cancellationToken);
        var readings = new List<Reading>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            // Another one begins each time, so that none profits from its place.
            for (var turn = 0; turn < _sites.Count; turn++)
            {
                var reading = await MeasureAsync(_sites[(round - 1 + turn) % _sites.Count], round, cancellationToken);
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
        await Task.WhenAll(_sites.Select(site => site.App?.DisposeAsync().AsTask() ?? Task.CompletedTask));
    }

    private async Task WarmUpAsync(Site site, CancellationToken cancellationToken)
    {
        var left = TimeSpan.FromSeconds(options.Warmup);
        do
        {
            var traffic = await _generator.ClosedAsync(
                stage.Requests.Sign(site.Url, WarmupRequests),
                Math.Max(options.Concurrency, WarmupSenders),
                TimeSpan.FromSeconds(Math.Max(options.Warmup, 1)),
                cancellationToken);
            left -= traffic.Elapsed;
            if (!traffic.Samples.Any(sample => sample.IsAccepted))
            {
                var first = traffic.Samples.First().Status;
                throw new LoadException($"target refuses: {site.Name} answers {(first == 0 ? "not at all" : first.ToString(CultureInfo.InvariantCulture))}.");
            }
        }
        while (left > TimeSpan.Zero);
        var last = await _generator.ClosedAsync(
            stage.Requests.Sign(site.Url, WarmupRequests), options.Concurrency, TimeSpan.FromSeconds(1), cancellationToken);
        site.PerSecond = last.Samples.Count / last.Elapsed.TotalSeconds;
    }

    private async Task<Reading> MeasureAsync(Site site, int round, CancellationToken cancellationToken)
    {
        // In a closed loop, enough for a target that becomes twice as fast. If they run out, the round is shorter.
        var requests = stage.Requests.Sign(
            site.Url, options.Seconds * (options.Rate > 0 ? options.Rate : (int)(site.PerSecond * 2) + WarmupRequests));
        GC.Collect();
        var before = await LookAsync(site, cancellationToken);
        var traffic = options.Rate > 0
            ? await _generator.OpenAsync(requests, options.Rate, cancellationToken)
            : await _generator.ClosedAsync(requests, options.Concurrency, TimeSpan.FromSeconds(options.Seconds), cancellationToken);
        var generator = Usage.Of(Environment.ProcessId).Cpu - before.Generator;
        await Task.Delay(AfterWork, cancellationToken);
        var after = await LookAsync(site, cancellationToken);
        site.PerSecond = Math.Max(site.PerSecond, traffic.Samples.Count / traffic.Elapsed.TotalSeconds);
        return Reading.Of(site.Name, round, traffic, accepted => Costs(before, after, generator, traffic.Elapsed, accepted));
    }

    private async Task<Look> LookAsync(Site site, CancellationToken cancellationToken)
    {
        var stores = stage.Stores is null ? null : await stage.Stores.AskAsync(cancellationToken);
        var spent = site.App is null ? default((long Host, Spent? Worker)?) : await site.App.SpentAsync(cancellationToken);
        return new Look(
            Usage.Of(Environment.ProcessId).Cpu,
            site.HostId is { } host ? Usage.Of(host) : null,
            site.WorkerId is { } worker ? Usage.Of(worker) : null,
            stores is null ? null : Usage.Of(stores.Processes),
            stores,
            spent?.Host,
            spent?.Worker);
    }

    private static IEnumerable<KeyValuePair<string, double>> Costs(Look before, Look after, TimeSpan generator, TimeSpan elapsed, int accepted)
    {
        var costs = new List<(string Name, double? Value)>
        {
            (Metric.WorkerCpu, (after.Worker?.Cpu - before.Worker?.Cpu)?.TotalMilliseconds / accepted),
            ("host CPU, ms/request", (after.Host?.Cpu - before.Host?.Cpu)?.TotalMilliseconds / accepted),
            ("stores CPU, ms/request", (after.StoresUsage?.Cpu - before.StoresUsage?.Cpu)?.TotalMilliseconds / accepted),
            ("generator CPU, ms/request", generator.TotalMilliseconds / accepted),
            (Metric.GeneratorCores, generator / elapsed),
            ("worker allocation, KiB/request", (after.WorkerSpent?.Allocated - before.WorkerSpent?.Allocated) / 1024.0 / accepted),
            (Metric.Compiling, (after.WorkerSpent?.Compiling - before.WorkerSpent?.Compiling)?.TotalMilliseconds / accepted),
            ("host allocation, KiB/request", (after.HostAllocated - before.HostAllocated) / 1024.0 / accepted),
            ("worker memory, MiB", after.Worker?.Resident / 1024.0 / 1024),
            ("host memory, MiB", after.Host?.Resident / 1024.0 / 1024),
            ("bus transfers/request", (double?)(after.Stores?.BusTransfers - before.Stores?.BusTransfers) / accepted),
        };
        if (after.Stores?.TableRequests is { } requests)
        {
            var made = requests.ToDictionary(kind => kind.Key, kind => kind.Value - before.Stores!.TableRequests!.GetValueOrDefault(kind.Key));
            costs.Add(("table requests/request", (double)made.Values.Sum() / accepted));
            costs.AddRange(made.Where(kind => kind.Value > 0).OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => ($"  {kind.Key}/request", (double?)kind.Value / accepted)));
        }
        return costs.Where(cost => cost.Value is not null).Select(cost => KeyValuePair.Create(cost.Name, cost.Value!.Value));
    }

    private sealed record Site(string Name, Uri Url, int? HostId, int? WorkerId, RunningTarget? App)
    {
        public double PerSecond { get; set; }
    }

    private sealed record Look(
        TimeSpan Generator, Usage? Host, Usage? Worker, Usage? StoresUsage, StoresState? Stores, long? HostAllocated, Spent? WorkerSpent);
}
