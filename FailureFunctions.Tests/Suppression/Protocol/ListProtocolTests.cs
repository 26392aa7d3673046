using System.Globalization;
using System.Numerics;
using FailureFunctions.Suppression;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Suppression.Protocol;

/// <summary>Every interleaving of updaters, decisions and ends of suppressions, with every fault, up to a number of faults.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ListProtocolTests
{
    // Before the end of what the failures of day 0 and 1 suppress, and after it: by two clocks that differ by some minutes.
    private const double Before = 7.999;
    private const double After = 8.001;

    private static readonly SuppressionMetrics Metrics = new(new TestMeters(), TimeProvider.System);

    private static readonly SuppressionPolicy Policy = new(new SuppressionOptions());

    [Test]
    public void Two_updaters_at_once_lose_nothing() => AssertHolds(new ListScenario { Updaters = [Before, Before], Faults = 2 });

    [Test]
    public void Failures_may_come_at_any_moment() => AssertHolds(new ListScenario { Updaters = [Before], Sends = true, Faults = 2 });

    [Test]
    public void A_batch_may_rest_on_what_the_one_before_has_read() =>
        AssertHolds(new ListScenario { Updaters = [Before], Receipts = 2, Sends = true, Faults = 1 });

    [TestCase(DecisionKind.Release)]
    [TestCase(DecisionKind.Add)]
    public void A_decision_at_the_same_time_is_kept_and_announced(DecisionKind decision) =>
        AssertHolds(new ListScenario { Updaters = [Before], Decisions = [decision], Faults = 2 });

    [Test]
    public void Two_decisions_at_once_are_both_kept() =>
        AssertHolds(new ListScenario { Updaters = [Before], Decisions = [DecisionKind.Add, DecisionKind.Release], Faults = 1 });

    [Test]
    public void A_suppression_may_end_at_any_moment() => AssertHolds(new ListScenario { Updaters = [Before, After], Faults = 2 });

    [Test]
    public void An_end_that_is_needed_again_stays_in_the_index() =>
        AssertHolds(new ListScenario { WasProtected = true, Updaters = [After], Decisions = [DecisionKind.Unprotect], Faults = 2 });

    [Test]
    public void Erasing_at_any_moment_leaves_no_fragment() =>
        AssertHolds(new ListScenario { Updaters = [Before], Decisions = [DecisionKind.Add], Erases = true, Faults = 1 });

    [TestCase(ListFlaw.AnnounceBeforeWrite, "A:")]
    [TestCase(ListFlaw.CompleteFirst, "D:")]
    [TestCase(ListFlaw.WriteAnyVersion, "E:")]
    [TestCase(ListFlaw.MarkAnyVersion, "B:")]
    [TestCase(ListFlaw.MarkIsAnUpsert, "F:")]
    [TestCase(ListFlaw.NoPending, "B:")]
    [TestCase(ListFlaw.NoEnd, "C:")]
    [TestCase(ListFlaw.EndAfterMark, "C:")]
    [TestCase(ListFlaw.CountAnyMessage, "D:")]
    [TestCase(ListFlaw.RemoveAnyVersion, "C:")]
    public void A_flawed_protocol_is_caught(ListFlaw flaw, string invariant)
    {
        var isOfEnd = flaw is ListFlaw.RemoveAnyVersion;
        var found = Explore(
            new ListScenario
            {
                WasProtected = isOfEnd,
                Updaters = [isOfEnd ? After : Before],
                Decisions = [isOfEnd ? DecisionKind.Unprotect : DecisionKind.Release],
                Erases = flaw is ListFlaw.MarkIsAnUpsert,
                Sends = flaw is ListFlaw.CountAnyMessage,
                Receipts = flaw is ListFlaw.CountAnyMessage ? 2 : 1,
                Faults = 1,
                Flaw = flaw,
            },
            invariant);

        TestContext.Out.WriteLine(string.Join('\n', found.Violations));
        Assert.That(found.Violations, Has.Some.StartsWith(invariant));
    }

    private static void AssertHolds(ListScenario scenario)
    {
        var found = Explore(scenario);

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"schedules: {found.Schedules:N0}; states: {found.States:N0}"));
        Assert.Multiple(() =>
        {
            Assert.That(found.Violations, Is.Empty);
            Assert.That(found.Schedules, Is.GreaterThan(new BigInteger(10_000)), "too few schedules to prove anything");
        });
    }

    private static Exploration Explore(ListScenario scenario, string? until = null)
    {
        var participants = new List<Participant<ListStores>>();
        foreach (var day in scenario.Updaters)
            Add(ports => Updater(ports, day));
        foreach (var decision in scenario.Decisions)
            Add(ports => DecideAsync(ports, decision));
        if (scenario.Sends)
            Add(ports => Quietly(ports.SendAsync("1")));
        if (scenario.Erases)
            Add(ports => Quietly(ports.EraseAsync()));
        var start = new ListStores { Failures = scenario.Sends ? "0" : "0 1", Messages = scenario.Sends ? "0" : "0 1", Today = scenario.Updaters.Max() };
        if (scenario.WasProtected)
        {
            ListRecovery.Run(ref start, Earlier(ports => Updater(ports, Before)));
            ListRecovery.Run(ref start, Earlier(ports => DecideAsync(ports, DecisionKind.Protect)));
        }
        return new Explorer<ListStores>(participants, start, scenario.Faults, new ListRecovery(Policy, Updater).ViolationAfter, until).Explore();

        void Add(Func<ListPorts, Task<string?>> code) => participants.Add(new Participant<ListStores>(
            participants.Count, participants.Count, conversation => code(new ListPorts(conversation, scenario.Flaw) { Receipts = scenario.Receipts, End = conversation.End })));
    }

    private static Course<ListStores> Earlier(Func<ListPorts, Task<string?>> code) => new Participant<ListStores>(
        9, 9, conversation => code(new ListPorts(conversation, flaw: null) { End = conversation.End })).Begin();

    private static async Task<string?> Updater(ListPorts ports, double day)
    {
        var time = new FixedTime(Known.Day(day));
        await new SuppressionUpdater(
            ports, ports, ListOf(ports, time), ports, TestCalls.Unlimited, Metrics, time, NullLogger<SuppressionUpdater>.Instance).RunAsync(ports.End);
        return null;
    }

    private static async Task<string?> DecideAsync(ListPorts ports, DecisionKind kind)
    {
        try
        {
            var outcome = await ListOf(ports, new FixedTime(Known.Day(Before)))
                .DecideAsync(ListRows.Failure(0).Recipient, new DecisionRequest(kind, "test"), expectedVersion: null, ports.End);
            return outcome.Result is DecisionResult.Applied ? kind.ToString() : null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Nobody was answered.
            return null;
        }
    }

    private static async Task<string?> Quietly(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // It is not done.
        }
        return null;
    }

    private static SuppressionList ListOf(ListPorts ports, TimeProvider time) => new(
        ports, ports, ports, ports, TestCalls.Unlimited, Options.Create(new SuppressionOptions()), time, NullLogger<SuppressionList>.Instance);

    private sealed record ListScenario
    {
        /// <summary>Whether the failures were taken into account, and the address was protected then.</summary>
        public bool WasProtected { get; init; }

        /// <summary>By the day that their clock shows.</summary>
        public required double[] Updaters { get; init; }

        public DecisionKind[] Decisions { get; init; } = [];

        /// <summary>Whether the second failure is recorded meanwhile.</summary>
        public bool Sends { get; init; }

        public bool Erases { get; init; }

        /// <summary>How often an updater receives messages.</summary>
        public int Receipts { get; init; } = 1;

        public required int Faults { get; init; }

        public ListFlaw? Flaw { get; init; }
    }
}
