using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>Who takes part in a scenario, and who comes afterwards.</summary>
/// <param name="scenario">What runs.</param>
internal sealed class Participants(Scenario scenario)
{
    private static readonly OutboxMetrics Metrics = new(new TestMeters(), TimeProvider.System);

    private static readonly StandingTime Time = new();

    private static readonly FakeTimeProvider Later = new(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(1));

    private static readonly ReceiveTelemetry Telemetry = new(new TestMeters(), new FailureActivities(), Time, NullLogger<ReceivePipeline>.Instance);

    private readonly Failure[] _failures =
    [
        ScenarioFailures.Of('a', scenario.OneBounce),
        ScenarioFailures.Of('b', scenario.OneBounce, scenario.IsInLog ? NotificationType.Log : NotificationType.Failure),
    ];

    /// <summary>Those of the scenario.</summary>
    public IReadOnlyList<Participant<SimulatedStores>> All()
    {
        var all = new List<Participant<SimulatedStores>>();
        for (var i = 0; i < scenario.Deliveries; i++)
            all.Add(Delivery(all.Count, scenario.OneProcess ? 0 : all.Count, scenario.Same ? 0 : i % 2));
        Add(scenario.Drains, DrainAsync);
        Add(scenario.Sweeps, SweepAsync);
        Add(scenario.Retentions, ExpireAsync);
        Add(scenario.Erasures, ports => ports.EraseAsync(_failures[0].Keys));
        return all;

        void Add(int count, Func<SimulatedPorts, Task> code)
        {
            for (var i = 0; i < count; i++)
                all.Add(Background(all.Count, scenario.OneProcess ? 0 : all.Count, code));
        }
    }

    /// <summary>A delivery of one of the two notifications.</summary>
    public Participant<SimulatedStores> Delivery(int actor, int process, int notification) =>
        new(actor, process, conversation => DeliverAsync(conversation, _failures[notification]));

    public Participant<SimulatedStores> Drain(int actor) => Background(actor, actor, DrainAsync);

    public Participant<SimulatedStores> Sweep(int actor) => Background(actor, actor, SweepAsync);

    private Participant<SimulatedStores> Background(int actor, int process, Func<SimulatedPorts, Task> code) => new(actor, process, async conversation =>
    {
        try
        {
            await code(new SimulatedPorts(conversation, _failures, scenario.Flaw) { End = conversation.End });
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The next run tries again.
        }
        return null;
    });

    private async Task<string?> DeliverAsync(Conversation<SimulatedStores> conversation, Failure failure)
    {
        var ports = new SimulatedPorts(conversation, _failures, scenario.Flaw);
        try
        {
            if (failure.Source is NotificationType.Log)
                return await ReconcileAsync(ports, failure, conversation.End);
            var (outcome, recorded) = scenario.Flaw is { } flaw and not Flaw.LateIsUnclaimed
                ? (await new FlawedProtocol(ports, flaw).RecordAsync(failure, conversation.End), failure)
                : await Recorder(ports, isLate: scenario.IsInLog && scenario.Flaw is null).RecordAsync(failure, conversation.End);
            return outcome == RecordOutcome.Unavailable ? null : recorded.EventId.Value;
        }
        catch (OperationCanceledException)
        {
            // Nobody was answered.
            return null;
        }
    }

    private static async Task<string?> ReconcileAsync(SimulatedPorts ports, Failure failure, CancellationToken end)
    {
        var log = new Reconciliation(null!, Recorder(ports, isLate: true), ports, TestCalls.Unlimited, Telemetry, null!, Time, NullLogger<Reconciliation>.Instance);
        var line = await log.ReconcileAsync(failure, apply: true, end);
        // What is present was recorded by others, who may not have acknowledged it.
        return line.Outcome is LineOutcome.Recorded or LineOutcome.Queued ? line.EventId : null;
    }

    private static FailureRecorder Recorder(SimulatedPorts ports, bool isLate) => new(
        ports, ports, ports, ports, TestCalls.Unlimited, isLate ? Later : Time, NullLogger<FailureRecorder>.Instance);

    private async Task DrainAsync(SimulatedPorts ports)
    {
        if (scenario.Flaw is { } flaw)
            await new FlawedProtocol(ports, flaw).DrainAsync(ports.End);
        else
            await new OutboxDrain(ports, ports, ports, TestCalls.Unlimited, Metrics, Time, NullLogger<OutboxDrain>.Instance).RunAsync(ports.End);
    }

    // Without the age that protects requests which are still running, so that this is explored too.
    private static async Task SweepAsync(SimulatedPorts ports)
    {
        foreach (var (keys, _) in (await ports.ListRowsAsync()).Where(row => !row.Row.IsPublished))
            await ports.AddSweptAsync(keys, ports.End);
    }

    private async Task ExpireAsync(SimulatedPorts ports)
    {
        foreach (var (keys, row) in (await ports.ListRowsAsync()).Where(row => row.Row.IsPublished || scenario.Flaw == Flaw.ExpireUnpublished))
            await ports.ExpireAsync(keys, row.Version);
    }
}
