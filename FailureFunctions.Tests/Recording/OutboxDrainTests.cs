using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OutboxDrainTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly TestMeters _meters = new();
    private readonly Mock<IOutboxEntries> _entries = new();
    private readonly Mock<IFailureCompletion> _completion = new();
    private readonly List<LeasedEntry> _due = [];
    private int _entriesMade;

    public OutboxDrainTests()
    {
        _entries.Setup(entries => entries.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new OutboxListing([.. _due.Select(leased => leased.Entry)], _due.Count, 0, null, false));
        _entries.Setup(entries => entries.LeaseAsync(
                It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyList<OutboxEntry> taken, DateTimeOffset _, CancellationToken _) => [.. _due.Where(leased => taken.Contains(leased.Entry))]);
        _completion.Setup(completion => completion.CompleteAsync(
                It.IsAny<Failure>(), It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(RecordOutcome.Recorded);
    }

    public void Dispose() => _meters.Dispose();

    [Test]
    public async Task An_entry_that_fails_is_postponed_and_the_others_are_completed()
    {
        _due.AddRange([Entry('a', attempts: 2), Entry('b'), Entry('c')]);
        _completion.Setup(completion => completion.CompleteAsync(
                _due[0].Failure!, It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("SharedAccessKey=secret"));

        var report = await Drain().RunAsync(CancellationToken.None);

        Assert.That(report, Is.EqualTo(new DrainReport(Completed: 2, Postponed: 1, Unreadable: 0)));
        _entries.Verify(entries => entries.PostponeAsync(
            _due[0].Entry, Samples.Now + TimeSpan.FromSeconds(60), nameof(InvalidOperationException), It.IsAny<CancellationToken>()));
    }

    [Test]
    public async Task An_entry_that_cannot_be_read_is_flagged_and_the_others_are_completed()
    {
        _due.AddRange([Entry('a') with { Failure = null, Fault = "column Kind has no known value." }, Entry('b')]);

        var report = await Drain().RunAsync(CancellationToken.None);

        Assert.That(report, Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 1)));
        _entries.Verify(entries => entries.PostponeAsync(
            _due[0].Entry,
            Samples.Now + DrainLimits.UnreadablePause,
            "Unreadable: column Kind has no known value.",
            It.IsAny<CancellationToken>()));
    }

    [Test]
    public async Task No_more_than_the_allowed_number_of_entries_are_at_work_at_once_and_a_cancelled_run_ends()
    {
        for (var i = 0; i < 3 * DrainLimits.Concurrency; i++)
            _due.Add(Entry('a'));
        using var stop = new CancellationTokenSource();
        var begun = 0;
        _completion.Setup(completion => completion.CompleteAsync(
                It.IsAny<Failure>(), It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .Returns(async (Failure _, AttemptId _, CancellationToken token) =>
            {
                begun++;
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return RecordOutcome.Recorded;
            });

        var run = Drain().RunAsync(stop.Token);
        var atWork = begun;
        await stop.CancelAsync();
        var report = await run.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(atWork, Is.EqualTo(DrainLimits.Concurrency));
        Assert.That((begun, report), Is.EqualTo((DrainLimits.Concurrency, default(DrainReport))));
    }

    [Test]
    public async Task A_run_takes_nothing_up_after_its_time()
    {
        _due.AddRange(Enumerable.Repeat(Entry('a'), 2 * DrainLimits.Concurrency));
        _completion.Setup(completion => completion.CompleteAsync(
                It.IsAny<Failure>(), It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() =>
            {
                _time.Advance(DrainLimits.Run / 4);
                return RecordOutcome.Recorded;
            });

        var report = await Drain().RunAsync(CancellationToken.None);

        Assert.That(report.Completed, Is.EqualTo(4));
    }

    [Test]
    public async Task Entries_that_others_have_leased_are_left_to_them()
    {
        _due.Add(Entry('a'));
        _entries.Setup(entries => entries.LeaseAsync(
                It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([]);

        Assert.That(await Drain().RunAsync(CancellationToken.None), Is.EqualTo(default(DrainReport)));
        _completion.VerifyNoOtherCalls();
    }

    [TestCase(0, 15)]
    [TestCase(1, 30)]
    [TestCase(5, 480)]
    [TestCase(6, 900)]
    [TestCase(int.MaxValue, 900)]
    public void The_pause_doubles_up_to_a_quarter_of_an_hour(int attempts, int seconds) =>
        Assert.That(DrainLimits.PauseAfter(attempts), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    private OutboxDrain Drain() =>
        new(_entries.Object, _completion.Object, TestCalls.Unlimited, new OutboxMetrics(_meters, _time), _time, NullLogger<OutboxDrain>.Instance);

    private LeasedEntry Entry(char digit, int attempts = 0) =>
        new(Drained.Entry(++_entriesMade, attempts), AttemptId.New(), ScenarioFailures.Of(digit), Fault: null);
}
