using FailureFunctions.Copernica.Signing;
using FailureFunctions.Dependencies;
using FailureFunctions.Links;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tests.Dependencies;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>The figures of docs/reliability.md, and what bounds a run of the drain.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LimitsTests : DrainFixture
{
    private static readonly TestCaseData[] Limits =
    [
        Limit(RecordingCalls.AddRow, 2, true),
        Limit(RecordingCalls.Publish, 4, true),
        Limit(RecordingCalls.AddPointer, 2, true),
        Limit(RecordingCalls.MarkRow, 2, false),
        Limit(RecordingCalls.ReadRow, 5, false),
        Limit(RecordingCalls.FindRows, 5, false),
        Limit(RecordingCalls.ListPointers, 50, false),
        Limit(RecordingCalls.RemovePointers, 20, false),
        Limit(RecordingCalls.PostponePointer, 5, false),
        Limit(QuarantineCalls.Add, 2, true),
        Limit(QuarantineCalls.Find, 5, false),
        Limit(QuarantineCalls.Mark, 5, false),
        Limit(SigningKeysTable.Read, 1, false),
        Limit(SigningKeysTable.Write, 5, false),
        Limit(LinkCalls.Add, 10, false),
        Limit(LinkCalls.ReadErasures, 10, false),
        Limit(LinkCalls.List, 10, false),
        Limit(LinkCalls.Attribute, 3, false),
        Limit(LinkCalls.ReadFailures, 10, false),
        Limit(SuppressionCalls.Check, 60, false),
        Limit(SuppressionCalls.ReadEntry, 10, false),
        Limit(SuppressionCalls.ReadFailures, 10, false),
        Limit(SuppressionCalls.Reclassify, 20, false),
        Limit(SuppressionCalls.ListEntries, 20, false),
        Limit(SuppressionCalls.WriteEntry, 10, false),
        Limit(SuppressionCalls.MarkEntry, 10, false),
        Limit(SuppressionCalls.AddDue, 10, false),
        Limit(SuppressionCalls.ListDue, 20, false),
        Limit(SuppressionCalls.RemoveDue, 20, false),
        Limit(SuppressionCalls.ReadDomains, 10, false),
        Limit(SuppressionCalls.WriteDomain, 10, false),
        Limit(SuppressionCalls.Announce, 10, false),
        Limit(SuppressionCalls.Receive, 10, false),
        Limit(SuppressionCalls.Settle, 10, false),
    ];

    [TestCaseSource(nameof(Limits))]
    public void Every_call_has_the_documented_limit_and_part_in_the_breaker(Dependency call, double seconds, bool decides) =>
        Assert.That((call.Limit, call.Decides), Is.EqualTo((TimeSpan.FromSeconds(seconds), decides)));

    [Test]
    public void No_call_is_left_out() =>
        Assert.That(Limits.Select(limit => limit.Arguments[0]), Is.EquivalentTo(AppDependencies.All));

    [Test]
    public void The_drain_has_the_documented_bounds() => Assert.Multiple(() =>
    {
        Assert.That(DrainLimits.Run, Is.EqualTo(TimeSpan.FromSeconds(50)));
        Assert.That(DrainLimits.UnreadablePause, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That((DrainLimits.Batch, DrainLimits.FailuresInARow), Is.EqualTo((100, 16)));
        Assert.That((DrainLimits.Listed, DrainLimits.Scanned, DrainLimits.LongestError), Is.EqualTo((2_000, 50_000, 300)));
    });

    [Test]
    public void The_sweep_has_the_documented_bounds() =>
        Assert.That((UnpublishedSweep.Run, UnpublishedSweep.Age, new RecordingOptions().SweepInterval), Is.EqualTo(
            (TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(10), TimeSpan.FromDays(1))));

    [Test]
    public async Task A_run_that_makes_no_progress_lists_once_however_much_is_due()
    {
        Outbox.Setup(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OutboxListing([Drained.Pointer(1)], 60_000, 0, null, MoreDue: true));
        OnMark(_ => Task.FromException(new TimeoutException()));

        await RunAsync();

        Outbox.Verify(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task A_run_that_makes_progress_lists_again_until_nothing_more_is_due()
    {
        Outbox.SetupSequence(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OutboxListing([Drained.Pointer(1)], 3, 0, null, MoreDue: true))
            .ReturnsAsync(new OutboxListing([Drained.Pointer(2)], 2, 0, null, MoreDue: true))
            .ReturnsAsync(new OutboxListing([Drained.Pointer(3)], 1, 0, null, MoreDue: false));

        Assert.That((await RunAsync()).Completed, Is.EqualTo(3));
    }

    [Test]
    public void Sixteen_failures_in_a_row_end_a_run_and_a_success_in_between_does_not()
    {
        var tally = new DrainTally();
        for (var i = 0; i < 15; i++)
            tally.Failed();
        tally.Succeeded();
        for (var i = 0; i < 15; i++)
            tally.Failed();
        tally.Postponed();
        Assert.That(tally.IsDown, Is.False);

        tally.Failed();

        Assert.That(tally.IsDown, Is.True);
    }

    private static TestCaseData Limit(Dependency call, double seconds, bool decides) =>
        new TestCaseData(call, seconds, decides).SetArgDisplayNames(call.Operation);
}
