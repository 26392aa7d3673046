using FailureFunctions.Classification;
using FailureFunctions.Failures;
using FailureFunctions.Failures.Identity;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Smtp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>Two deliveries and a drain.</summary>
public sealed record Scenario
{
    /// <summary>Whether both deliveries are of the same notification.</summary>
    public required bool Same { get; init; }

    /// <summary>Whether everything runs in one process, which dies as a whole.</summary>
    public required bool OneProcess { get; init; }

    /// <summary>The most faults in one run.</summary>
    public required int Faults { get; init; }

    /// <summary>The flaw of the protocol; null for the app's own.</summary>
    public Flaw? Flaw { get; init; }
}

/// <summary>One run of a scenario.</summary>
public sealed class ScenarioRun
{
    private static readonly Failure[] Failures = [FailureOf('a'), FailureOf('b')];

    private static readonly OutboxMetrics Metrics = new(new TestMeters(), TimeProvider.System);

    private readonly Scenario _scenario;
    private readonly FakeTimeProvider _time = new();

    public ScenarioRun(Scenario scenario)
    {
        _scenario = scenario;
        _ = DeliverAsync(0, Failures[0]);
        _ = DeliverAsync(1, Failures[scenario.Same ? 0 : 1]);
        _ = DrainAsync(2);
    }

    public SimulatedWorld World { get; } = new();

    /// <summary>What comes after: everything works again, the drain runs, and then the sender repeats both.</summary>
    public void Recover()
    {
        World.CheckAcknowledged();
        _ = DrainAsync(10);
        RunAll();
        foreach (var id in World.Rows.Keys.Concat(World.Outbox.Keys).Where(id => !World.Published.Contains(id)))
            World.Violations.Add($"B: {id} is stored and was not published.");
        if (World.Outbox.Count > 0)
            World.Violations.Add("B: the outbox is not empty after the drain.");

        _ = DeliverAsync(11, Failures[0]);
        _ = DeliverAsync(12, Failures[1]);
        RunAll();
        foreach (var id in World.Rows.Keys.Where(id => !World.Published.Contains(id)))
            World.Violations.Add($"B: {id} was repeated, stored, and not published.");
        World.CheckAcknowledged();

        var sends = World.Sends;
        _ = DeliverAsync(13, Failures[0]);
        RunAll();
        if (World.Sends != sends)
            World.Violations.Add("D: a repeat of what was completed was sent again.");
    }

    private void RunAll()
    {
        while (World.Waiting.Count > 0)
            World.Step(World.Waiting[0], Fault.None);
    }

    private async Task DeliverAsync(int actor, Failure failure) =>
        World.Acknowledge(failure, await ProtocolOf(actor, out _).RecordAsync(failure));

    private async Task DrainAsync(int actor)
    {
        var protocol = ProtocolOf(actor, out var ports);
        var drain = new OutboxDrain(ports, protocol, Metrics, _time, NullLogger<OutboxDrain>.Instance);
        try
        {
            await drain.RunAsync(CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // The outbox could not be listed: the next run tries again.
        }
    }

    private IProtocol ProtocolOf(int actor, out SimulatedPorts ports)
    {
        ports = new SimulatedPorts(World, _scenario.OneProcess ? 0 : actor, actor, Failures);
        return _scenario.Flaw is { } flaw ? new FlawedProtocol(ports, flaw) : new RealProtocol(ports, _time);
    }

    public static Failure FailureOf(char digit)
    {
        var id = EventId.TryParse(new string(digit, EventId.Length), out var parsed) ? parsed : throw new ArgumentException("No digit.", nameof(digit));
        return new Failure
        {
            EventId = id,
            RecipientKey = RecipientKey.Of("x@example.nl"),
            Recipient = "x@example.nl",
            Account = "account_1",
            MessageId = "m",
            Kind = FailureKind.Synchronous,
            ReportedAt = null,
            OccurredAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Reply = new DeliveryReply(),
            Classification = new ReplyClassification(Reason.Unknown, Severity.Unknown, Advice.Never, "none", Confidence.Low),
        };
    }
}
