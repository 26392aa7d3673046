using FailureFunctions.Dependencies;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>The figures of docs/reliability.md, and what bounds a run of the drain.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class LimitsTests
{
    private static readonly TestCaseData[] Limits =
    [
        Limit(RecordingCalls.AddEntry, 2, true),
        Limit(RecordingCalls.AddRow, 2, true),
        Limit(RecordingCalls.Publish, 4, true),
        Limit(RecordingCalls.RemoveEntry, 0.5, false),
        Limit(RecordingCalls.ListEntries, 50, false),
        Limit(RecordingCalls.LeaseEntries, 20, false),
        Limit(RecordingCalls.PostponeEntry, 5, false),
        Limit(QuarantineCalls.Add, 2, true),
        Limit(QuarantineCalls.Find, 5, false),
        Limit(QuarantineCalls.Mark, 5, false),
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
        Assert.That(DrainLimits.Age, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(DrainLimits.Run, Is.EqualTo(TimeSpan.FromSeconds(50)));
        Assert.That(DrainLimits.Lease, Is.EqualTo(TimeSpan.FromSeconds(90)));
        Assert.That(DrainLimits.UnreadablePause, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That((DrainLimits.Concurrency, DrainLimits.FailuresInARow, DrainLimits.Leased), Is.EqualTo((16, 16, 100)));
        Assert.That((DrainLimits.Listed, DrainLimits.Scanned, DrainLimits.LongestError), Is.EqualTo((2_000, 50_000, 300)));
    });

    [Test]
    public async Task A_run_that_makes_no_progress_lists_once_however_much_is_due()
    {
        var entries = new Mock<IOutboxEntries>();
        entries.Setup(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OutboxListing([Drained.Entry(1)], 60_000, 0, null, MoreDue: true));
        entries.Setup(outbox => outbox.LeaseAsync(It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([]);

        await DrainAsync(entries);

        entries.Verify(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task A_run_that_makes_progress_lists_again_until_nothing_more_is_due()
    {
        var entries = new Mock<IOutboxEntries>();
        entries.SetupSequence(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OutboxListing([Drained.Entry(1)], 3, 0, null, MoreDue: true))
            .ReturnsAsync(new OutboxListing([Drained.Entry(2)], 2, 0, null, MoreDue: true))
            .ReturnsAsync(new OutboxListing([Drained.Entry(3)], 1, 0, null, MoreDue: false));
        entries.Setup(outbox => outbox.LeaseAsync(It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyList<OutboxEntry> taken, DateTimeOffset _, CancellationToken _) => [.. taken.Select(Drained.Lease)]);

        Assert.That((await DrainAsync(entries)).Completed, Is.EqualTo(3));
    }

    [Test]
    public void Sixteen_failures_in_a_row_end_a_run_and_a_success_in_between_does_not()
    {
        var tally = new DrainTally();
        for (var i = 0; i < 15; i++)
            tally.Postponed(isDown: true);
        tally.Completed();
        for (var i = 0; i < 15; i++)
            tally.Postponed(isDown: true);
        tally.Postponed(isDown: false);
        Assert.That(tally.IsGivenUp, Is.False);

        tally.Postponed(isDown: true);

        Assert.That(tally.IsGivenUp, Is.True);
    }

    private static async Task<DrainReport> DrainAsync(Mock<IOutboxEntries> entries)
    {
        var time = new FakeTimeProvider(Samples.Now);
        using var meters = new TestMeters();
        var drain = new OutboxDrain(
            entries.Object, Mock.Of<IFailureCompletion>(), TestCalls.Unlimited, new OutboxMetrics(meters, time), time, NullLogger<OutboxDrain>.Instance);
        return await drain.RunAsync(CancellationToken.None);
    }

    private static TestCaseData Limit(Dependency call, double seconds, bool decides) =>
        new TestCaseData(call, seconds, decides).SetArgDisplayNames(call.Operation);
}
