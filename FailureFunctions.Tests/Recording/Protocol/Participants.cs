using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>Who takes part in a scenario, and who comes afterwards.</summary>
/// <param name="scenario">What runs.</param>
internal sealed class Participants(Scenario scenario)
{
    private static readonly Failure[] Failures = [ScenarioFailures.Of('a'), ScenarioFailures.Of('b')];

    private static readonly OutboxMetrics Metrics = new(new TestMeters(), TimeProvider.System);

    private static readonly StandingTime Time = new();

    /// <summary>Those of the scenario.</summary>
    public IReadOnlyList<Participant> All()
    {
        var all = new List<Participant>();
        for (var i = 0; i < scenario.Deliveries; i++)
            all.Add(Delivery(all.Count, scenario.OneProcess ? 0 : all.Count, scenario.Same ? 0 : i));
        for (var i = 0; i < scenario.Drains; i++)
            all.Add(Drain(all.Count, scenario.OneProcess ? 0 : all.Count));
        if (scenario.Erasure != Erasure.None)
            all.Add(new Participant(all.Count, scenario.OneProcess ? 0 : all.Count, EraseAsync));
        return all;
    }

    /// <summary>A delivery of one of the two notifications.</summary>
    public Participant Delivery(int actor, int process, int notification) =>
        new(actor, process, conversation => DeliverAsync(conversation, Failures[notification]));

    /// <summary>A run of the drain.</summary>
    public Participant Drain(int actor, int process) => new(actor, process, DrainAsync);

    private async Task<string?> DeliverAsync(Conversation conversation, Failure failure)
    {
        try
        {
            var outcome = await ProtocolOf(PortsOf(conversation)).RecordAsync(failure, conversation.End);
            return outcome == RecordOutcome.Unavailable ? null : failure.EventId.Value;
        }
        catch (OperationCanceledException)
        {
            // Nobody was answered.
            return null;
        }
    }

    private async Task<string?> DrainAsync(Conversation conversation)
    {
        var ports = PortsOf(conversation);
        var drain = new OutboxDrain(ports, ProtocolOf(ports), TestCalls.Unlimited, Metrics, Time, NullLogger<OutboxDrain>.Instance);
        try
        {
            await drain.RunAsync(conversation.End);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The outbox could not be listed, or the process ends: the next run tries again.
        }
        return null;
    }

    private async Task<string?> EraseAsync(Conversation conversation)
    {
        try
        {
            await PortsOf(conversation).EraseAsync(Failures[0].EventId, scenario.Erasure == Erasure.RowAndEntry);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Whoever erases tries again.
        }
        return null;
    }

    private SimulatedPorts PortsOf(Conversation conversation) => new(conversation, scenario.Leases, Failures);

    private IProtocol ProtocolOf(SimulatedPorts ports) =>
        scenario.Flaw is { } flaw ? new FlawedProtocol(ports, flaw) : new RealProtocol(ports);
}
