using System.Globalization;
using System.Numerics;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>Every interleaving of deliveries and drains, with every fault, up to a number of faults.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ProtocolTests
{
    [TestCase(true, true, 3)]
    [TestCase(true, false, 2)]
    [TestCase(false, true, 1)]
    [TestCase(false, false, 1)]
    public void Nothing_acknowledged_is_lost_in_any_schedule(bool same, bool oneProcess, int faults)
    {
        var scenario = new Scenario { Same = same, OneProcess = oneProcess, Faults = faults };

        AssertHolds(scenario, $"same notification: {same}, one process: {oneProcess}, faults: up to {faults}");
    }

    [TestCase(1, 2)]
    [TestCase(2, 0)]
    public void Two_drains_that_work_on_the_same_entries_since_a_lease_has_expired_do_no_harm(int deliveries, int faults)
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = faults, Deliveries = deliveries, Drains = 2, Leases = false };

        AssertHolds(scenario, $"deliveries: {deliveries}, two drains without leases, faults: up to {faults}");
    }

    [Test]
    public void Erasing_a_row_at_any_moment_does_no_harm_to_what_stands_in_the_outbox()
    {
        var scenario = new Scenario { Same = true, OneProcess = false, Faults = 0, Erasure = Erasure.Row };

        AssertHolds(scenario, "the row is erased meanwhile, no other faults");
    }

    [Test]
    public void Erasing_an_entry_that_was_not_published_loses_what_is_reported_again_at_that_moment()
    {
        var found = Explore(new Scenario { Same = true, OneProcess = false, Faults = 1, Erasure = Erasure.RowAndEntry }, "B:");

        TestContext.Out.WriteLine(string.Join('\n', found.Violations));
        Assert.That(found.Violations, Has.Some.StartsWith("B:"), "docs/reliability.md says that entries must be left to the drain");
    }

    [TestCase(Flaw.AttemptOfTheDelivery, "B:")]
    [TestCase(Flaw.SendBeforeRow, "E:")]
    [TestCase(Flaw.ClearBeforeSend, "B:")]
    [TestCase(Flaw.EveryRowIsARepeat, "B:")]
    [TestCase(Flaw.NoRepeats, "D:")]
    public void A_flawed_protocol_is_caught(Flaw flaw, string invariant)
    {
        var found = Explore(new Scenario { Same = true, OneProcess = false, Faults = 1, Flaw = flaw }, invariant);

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

    // Without a context, continuations run where they are caused: nothing happens but what the scheduler does.
    private static Exploration Explore(Scenario scenario, string? until = null)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new Explorer(scenario, until).Explore();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
