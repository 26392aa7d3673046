using System.Globalization;
using System.Numerics;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>Every interleaving of deliveries and drains, with every fault, up to a number of faults.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ProtocolTests
{
    [TestCase(true, true, 4)]
    [TestCase(true, false, 4)]
    [TestCase(false, true, 3)]
    [TestCase(false, false, 3)]
    public void Nothing_acknowledged_is_lost_in_any_schedule(bool same, bool oneProcess, int faults)
    {
        var scenario = new Scenario { Same = same, OneProcess = oneProcess, Faults = faults };

        AssertHolds(scenario, $"same notification: {same}, one process: {oneProcess}, faults: up to {faults}");
    }

    [TestCase(1, 3)]
    [TestCase(2, 2)]
    public void Two_drains_at_once_do_no_harm(int deliveries, int faults)
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = faults, Deliveries = deliveries, Drains = 2 };

        AssertHolds(scenario, $"deliveries: {deliveries}, two drains, faults: up to {faults}");
    }

    [TestCase(1, 3)]
    [TestCase(2, 2)]
    public void A_sweep_at_any_moment_does_no_harm(int deliveries, int faults)
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = faults, Deliveries = deliveries, Sweeps = 1 };

        AssertHolds(scenario, $"deliveries: {deliveries}, a drain, a sweep, faults: up to {faults}");
    }

    [TestCase(1, 3)]
    [TestCase(2, 2)]
    public void Erasing_at_any_moment_does_no_harm(int deliveries, int faults)
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = faults, Deliveries = deliveries, Erasures = 1 };

        AssertHolds(scenario, $"deliveries: {deliveries}, a drain, an erasure, faults: up to {faults}");
    }

    [TestCase(1, 3)]
    [TestCase(2, 2)]
    public void Retention_at_any_moment_does_no_harm(int deliveries, int faults)
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = faults, Deliveries = deliveries, Retentions = 1 };

        AssertHolds(scenario, $"deliveries: {deliveries}, a drain, a run of retention, faults: up to {faults}");
    }

    [Test]
    public void Everything_at_once_does_no_harm()
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = 1, Sweeps = 1, Erasures = 1, Retentions = 1 };

        AssertHolds(scenario, "two deliveries, a drain, a sweep, an erasure, a run of retention, faults: up to 1");
    }

    [TestCase(2, 0, 0, 3)]
    [TestCase(3, 0, 0, 1)]
    [TestCase(2, 1, 0, 1)]
    [TestCase(2, 0, 1, 1)]
    public void One_bounce_that_both_webhooks_report_is_one_event(int deliveries, int erasures, int retentions, int faults)
    {
        var scenario = new Scenario
        {
            Same = false,
            OneBounce = true,
            OneProcess = false,
            Faults = faults,
            Deliveries = deliveries,
            Erasures = erasures,
            Retentions = retentions,
        };

        AssertHolds(scenario, $"one bounce, reports: {deliveries}, erasures: {erasures}, runs of retention: {retentions}, faults: up to {faults}");
    }

    [TestCase(2, 0, 0, 3)]
    [TestCase(3, 0, 0, 1)]
    [TestCase(2, 1, 0, 1)]
    [TestCase(2, 0, 1, 1)]
    public void A_failure_that_comes_late_while_the_log_is_read_is_one_event(int deliveries, int erasures, int retentions, int faults)
    {
        var scenario = new Scenario
        {
            Same = false,
            IsInLog = true,
            OneProcess = false,
            Faults = faults,
            Deliveries = deliveries,
            Erasures = erasures,
            Retentions = retentions,
        };

        AssertHolds(scenario, $"a late failure and the log, reports: {deliveries}, erasures: {erasures}, runs of retention: {retentions}, faults: up to {faults}");
    }

    [Test]
    public void A_late_failure_without_a_claim_is_caught() =>
        Assert.That(
            Explore(new Scenario { Same = false, IsInLog = true, OneProcess = false, Faults = 0, Flaw = Flaw.LateIsUnclaimed }, "C:").Violations,
            Has.Some.StartsWith("C:"));

    [Test]
    public void Two_reports_that_look_for_each_other_first_are_caught() =>
        Assert.That(
            Explore(new Scenario { Same = false, OneBounce = true, OneProcess = false, Faults = 0, Flaw = Flaw.LookThenAdd }, "C:").Violations,
            Has.Some.StartsWith("C:"));

    [TestCase(Flaw.SendBeforeRow, "E:")]
    [TestCase(Flaw.MarkBeforeSend, "B:")]
    [TestCase(Flaw.RemovePointerBeforeSend, "B:")]
    [TestCase(Flaw.AcknowledgeBeforePointer, "B:")]
    [TestCase(Flaw.EveryRowIsADuplicate, "B:")]
    [TestCase(Flaw.NoDuplicates, "D:")]
    [TestCase(Flaw.MarkIsAnUpsert, "F:", true)]
    [TestCase(Flaw.MarkOfAnyVersion, "B:", true)]
    [TestCase(Flaw.ExpireUnpublished, "A:", false, true)]
    public void A_flawed_protocol_is_caught(Flaw flaw, string invariant, bool erasure = false, bool retention = false)
    {
        var found = Explore(
            new Scenario
            {
                Same = true,
                OneProcess = false,
                Faults = 1,
                Erasures = erasure ? 1 : 0,
                Retentions = retention ? 1 : 0,
                Flaw = flaw,
            },
            invariant);

        TestContext.Out.WriteLine(string.Join('\n', found.Violations));
        Assert.That(found.Violations, Has.Some.StartsWith(invariant));
    }

    private static void AssertHolds(Scenario scenario, string name)
    {
        var found = Explore(scenario);

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}; schedules: {found.Schedules:N0}; states: {found.States:N0}"));
        Assert.Multiple(() =>
        {
            Assert.That(found.Violations, Is.Empty);
            Assert.That(found.Schedules, Is.GreaterThan(new BigInteger(10_000)), "too few schedules to prove anything");
        });
    }

    private static Exploration Explore(Scenario scenario, string? until = null)
    {
        var participants = new Participants(scenario);
        return new Explorer<SimulatedStores>(
            participants.All(), SimulatedStores.Empty with { AreOneFailure = scenario.OneBounce || scenario.IsInLog }, scenario.Faults, new Recovery(participants).ViolationAfter, until).Explore();
    }
}
