using FailureFunctions.Failures;
using FailureFunctions.Failures.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>One run of a scenario.</summary>
public sealed class ScenarioRun
{
    // Whoever comes after the run is no part of its processes.
    private const int FirstAfterwards = 10;

    private static readonly Failure[] Failures = [ScenarioFailures.Of('a'), ScenarioFailures.Of('b')];

    private static readonly OutboxMetrics Metrics = new(new TestMeters(), TimeProvider.System);

    private static readonly StandingTime Time = new();

    private readonly Scenario _scenario;

    public ScenarioRun(Scenario scenario)
    {
        _scenario = scenario;
        var actor = 0;
        for (var i = 0; i < scenario.Deliveries; i++)
            _ = DeliverAsync(actor++, Failures[scenario.Same ? 0 : i]);
        for (var i = 0; i < scenario.Drains; i++)
            _ = DrainAsync(actor++);
        if (scenario.Erasure != Erasure.None)
            _ = EraseAsync(actor);
    }

    public SimulatedWorld World { get; } = new();

    /// <summary>What comes after: everything works again, the drain runs, and then the sender repeats both.</summary>
    public void Recover()
    {
        World.CheckAcknowledged();
        _ = DrainAsync(FirstAfterwards);
        RunAll();
        foreach (var id in World.Rows.Keys.Concat(World.Outbox.Keys).Where(id => !World.Published.Contains(id)))
            World.Violations.Add($"B: {id} is stored and was not published.");
        if (World.Outbox.Count > 0)
            World.Violations.Add("B: the outbox is not empty after the drain.");

        _ = DeliverAsync(FirstAfterwards + 1, Failures[0]);
        _ = DeliverAsync(FirstAfterwards + 2, Failures[1]);
        RunAll();
        foreach (var id in World.Rows.Keys.Where(id => !World.Published.Contains(id)))
            World.Violations.Add($"B: {id} was repeated, stored, and not published.");
        World.CheckAcknowledged();

        var sends = World.Sends;
        _ = DeliverAsync(FirstAfterwards + 3, Failures[0]);
        RunAll();
        if (World.Sends != sends)
            World.Violations.Add("D: a repeat of what was completed was sent again.");
    }

    private void RunAll()
    {
        while (World.Waiting.Count > 0)
            World.Step(World.Waiting[0], Fault.None);
    }

    private async Task DeliverAsync(int actor, Failure failure)
    {
        var protocol = ProtocolOf(actor, out _);
        try
        {
            World.Acknowledge(failure, await protocol.RecordAsync(failure, World.TokenOf(ProcessOf(actor))));
        }
        catch (OperationCanceledException)
        {
            // Nobody was answered.
        }
    }

    private async Task DrainAsync(int actor)
    {
        var protocol = ProtocolOf(actor, out var ports);
        var drain = new OutboxDrain(ports, protocol, Metrics, Time, NullLogger<OutboxDrain>.Instance);
        try
        {
            await drain.RunAsync(World.TokenOf(ProcessOf(actor)));
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The outbox could not be listed, or the process ends: the next run tries again.
        }
    }

    private async Task EraseAsync(int actor)
    {
        try
        {
            await World.EraseAsync(actor, Failures[0].EventId, _scenario.Erasure == Erasure.RowAndEntry);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Whoever erases tries again.
        }
    }

    private IProtocol ProtocolOf(int actor, out SimulatedPorts ports)
    {
        ports = new SimulatedPorts(World, ProcessOf(actor), actor, _scenario.Leases, Failures);
        return _scenario.Flaw is { } flaw ? new FlawedProtocol(ports, flaw) : new RealProtocol(ports, Time);
    }

    private int ProcessOf(int actor) => _scenario.OneProcess && actor < FirstAfterwards ? 0 : actor;
}
