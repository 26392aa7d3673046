using System.Globalization;
using System.Numerics;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>Every interleaving of two deliveries and a drain, with every fault, up to a number of faults.</summary>
[TestFixture]
public sealed class ProtocolTests
{
    [TestCase(true, true, 2)]
    [TestCase(true, false, 1)]
    [TestCase(false, true, 1)]
    [TestCase(false, false, 1)]
    public void Nothing_acknowledged_is_lost_in_any_schedule(bool same, bool oneProcess, int faults)
    {
        var found = Explore(new Scenario { Same = same, OneProcess = oneProcess, Faults = faults });

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"same notification: {same}, one process: {oneProcess}, faults: up to {faults}; schedules: {found.Schedules:N0}; states: {found.States:N0}"));
        Assert.Multiple(() =>
        {
            Assert.That(found.Violations, Is.Empty);
            Assert.That(found.Schedules, Is.GreaterThan(new BigInteger(10_000)), "too few schedules to prove anything");
        });
    }

    [TestCase(Flaw.AttemptOfTheDelivery, "B:")]
    [TestCase(Flaw.SendBeforeRow, "E:")]
    [TestCase(Flaw.ClearBeforeSend, "B:")]
    [TestCase(Flaw.EveryRowIsARepeat, "B:")]
    [TestCase(Flaw.NoRepeats, "D:")]
    public void A_flawed_protocol_is_caught(Flaw flaw, string invariant)
    {
        var found = Explore(new Scenario { Same = true, OneProcess = false, Faults = 1, Flaw = flaw });

        TestContext.Out.WriteLine(string.Join('\n', found.Violations));
        Assert.That(found.Violations, Has.Some.StartsWith(invariant));
    }

    // Without a context, continuations run where they are caused: nothing happens but what the scheduler does.
    private static Exploration Explore(Scenario scenario)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new Explorer(scenario).Explore();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
