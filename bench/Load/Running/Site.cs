using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>A running app under load.</summary>
/// <param name="hostId">The process id of the host; null: not known, so not measured.</param>
/// <param name="workerId">Likewise of the worker.</param>
/// <param name="app">Null when it was not started here.</param>
internal sealed class Site(LoadOptions options, Stage stage, Generator generator, string name, Uri url, int? hostId, int? workerId, RunningTarget? app)
    : IAsyncDisposable
{
    private const int WarmupRequests = 500;

    // At least: a single sender would take minutes to have all that is hot compiled for the last time.
    private const int WarmupSenders = 16;

    // What follows an answer, such as the mark of a row, belongs to the round.
    private static readonly TimeSpan AfterWork = TimeSpan.FromMilliseconds(200);

    private double _perSecond;

    public string Name => name;

    public static async Task<Site> StartAsync(LoadOptions options, Stage stage, Generator generator, Target target, CancellationToken cancellationToken)
    {
        var app = await stage.StartAsync(target, hooked: true, cancellationToken);
        return new Site(options, stage, generator, app.Name, app.Webhook, app.HostId, app.WorkerId, app);
    }

    /// <exception cref="LoadException">It refuses all requests.</exception>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var (length, loaded, clock) = (TimeSpan.FromSeconds(options.Warmup), TimeSpan.Zero, Stopwatch.StartNew());
        do
        {
            var traffic = await generator.ClosedAsync(
                stage.Requests.Sign(url, WarmupRequests, cancellationToken),
                Math.Max(options.Concurrency, WarmupSenders),
                TimeSpan.FromSeconds(Math.Max(options.Warmup, 1)),
                cancellationToken);
            loaded += traffic.Elapsed;
            if (!traffic.Samples.Any(sample => sample.IsAccepted))
            {
                var first = traffic.Samples.First().Status;
                throw new LoadException($"target refuses: {name} answers {(first == 0 ? "not at all" : first.ToString(CultureInfo.InvariantCulture))}.");
            }
        }
        // A quick target answers sooner than its requests are signed.
        while (loaded < length && clock.Elapsed < 2 * length);
        var last = await generator.ClosedAsync(
            stage.Requests.Sign(url, WarmupRequests, cancellationToken), options.Concurrency, TimeSpan.FromSeconds(1), cancellationToken);
        _perSecond = last.Samples.Count / last.Elapsed.TotalSeconds;
    }

    /// <summary>Signs what a round needs. In a closed loop, enough for a target that becomes twice as fast; if they run out, the round is shorter.</summary>
    public HttpRequestMessage[] Sign(CancellationToken cancellationToken) => stage.Requests.Sign(
        url, options.Seconds * (options.Rate > 0 ? options.Rate : (int)(_perSecond * 2) + WarmupRequests), cancellationToken);

    /// <param name="target">The name for the report.</param>
    public async Task<Reading> MeasureAsync(string target, int round, HttpRequestMessage[] requests, CancellationToken cancellationToken)
    {
        GC.Collect();
        var before = await LookAsync(cancellationToken);
        var traffic = options.Rate > 0
            ? await generator.OpenAsync(requests, options.Rate, cancellationToken)
            : await generator.ClosedAsync(requests, options.Concurrency, TimeSpan.FromSeconds(options.Seconds), cancellationToken);
        var generated = Usage.Of(Environment.ProcessId).Cpu - before.Generator;
        await Task.Delay(AfterWork, cancellationToken);
        var after = await LookAsync(cancellationToken);
        _perSecond = Math.Max(_perSecond, traffic.Samples.Count / traffic.Elapsed.TotalSeconds);
        return Reading.Of(target, round, traffic, accepted => Costs(before, after, generated, traffic.Elapsed, accepted));
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    private async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var stores = stage.Stores is null ? null : await stage.Stores.AskAsync(cancellationToken);
        var spent = app is null ? default((HostState Host, Spent? Worker)?) : await app.SpentAsync(cancellationToken);
        return new Look(
            Usage.Of(Environment.ProcessId).Cpu,
            hostId is { } host ? Usage.Of(host) : null,
            workerId is { } worker ? Usage.Of(worker) : null,
            stores is null ? null : Usage.Of(stores.Processes),
            stores,
            spent?.Host,
            spent?.Worker,
            GC.GetTotalPauseDuration());
    }

    private static IEnumerable<KeyValuePair<string, double>> Costs(Look before, Look after, TimeSpan generator, TimeSpan elapsed, int accepted)
    {
        double? PausedIn(Func<Look, TimeSpan?> paused) => (paused(after) - paused(before))?.TotalMilliseconds / elapsed.TotalSeconds;
        var costs = new List<(string Name, double? Value)>
        {
            (Metric.WorkerCpu, (after.Worker?.Cpu - before.Worker?.Cpu)?.TotalMilliseconds / accepted),
            ("host CPU, ms/request", (after.Host?.Cpu - before.Host?.Cpu)?.TotalMilliseconds / accepted),
            ("stores CPU, ms/request", (after.StoresUsage?.Cpu - before.StoresUsage?.Cpu)?.TotalMilliseconds / accepted),
            ("generator CPU, ms/request", generator.TotalMilliseconds / accepted),
            (Metric.GeneratorCores, generator / elapsed),
            ("worker allocation, KiB/request", (after.WorkerSpent?.Allocated - before.WorkerSpent?.Allocated) / 1024.0 / accepted),
            (Metric.Compiling, (after.WorkerSpent?.Compiling - before.WorkerSpent?.Compiling)?.TotalMilliseconds / accepted),
            ("host allocation, KiB/request", (after.HostState?.Allocated - before.HostState?.Allocated) / 1024.0 / accepted),
            ("worker GC pauses, ms/s", PausedIn(look => look.WorkerSpent?.Paused)),
            ("host GC pauses, ms/s", PausedIn(look => look.HostState?.Paused)),
            ("stores GC pauses, ms/s", PausedIn(look => look.Stores?.Paused)),
            ("generator GC pauses, ms/s", PausedIn(look => look.GeneratorPaused)),
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

    private sealed record Look(
        TimeSpan Generator, Usage? Host, Usage? Worker, Usage? StoresUsage, StoresState? Stores, HostState? HostState, Spent? WorkerSpent,
        TimeSpan GeneratorPaused);
}
