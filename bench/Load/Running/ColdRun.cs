using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>The verb <c>cold</c>: starts host and app of each target, in turns, and sends one notification.</summary>
internal sealed class ColdRun(LoadOptions options, Stage stage, TextWriter output)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<Reading>> RunAsync(CancellationToken cancellationToken)
    {
        using var generator = new Generator();
        var targets = stage.Targets.ToList();
        // Once unmeasured: this program's own first request, and files that the system has not read yet.
        foreach (var target in targets)
            await StartAsync(target, 0, generator, cancellationToken);
        var readings = new List<Reading>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            for (var turn = 0; turn < targets.Count; turn++)
            {
                var reading = await StartAsync(targets[(round - 1 + turn) % targets.Count], round, generator, cancellationToken);
                readings.Add(reading);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"round {round}  {reading.Target,-6} {reading.Values[Metric.FirstAccepted],8:0} ms"));
            }
        }
        return readings;
    }

    private async Task<Reading> StartAsync(Target target, int round, Generator generator, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var app = await stage.StartAsync(target, hooked: false, cancellationToken);
        var ready = clock.Elapsed;
        var traffic = await generator.ClosedAsync(stage.Requests.Sign(app.Webhook, 1, cancellationToken), 1, AnswerLimit, cancellationToken);
        var answered = clock.Elapsed;
        var (host, worker) = (Usage.Of(app.HostId), Usage.Of(app.WorkerId));
        var answer = traffic.Samples.Single();
        return new Reading
        {
            Target = target.Name,
            Round = round,
            Statuses = new Dictionary<int, int> { [answer.Status] = 1 },
            Values = new Dictionary<string, double>
            {
                [Metric.FirstAccepted] = answered.TotalMilliseconds,
                ["start to ready, ms"] = ready.TotalMilliseconds,
                ["first request, ms"] = answer.Took.TotalMilliseconds,
                ["worker CPU, ms"] = worker.Cpu.TotalMilliseconds,
                ["host CPU, ms"] = host.Cpu.TotalMilliseconds,
                ["worker memory, MiB"] = worker.Resident / 1024.0 / 1024,
            },
        };
    }
}
