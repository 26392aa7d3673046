using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>What a run of the drain does when a circuit breaker is open, or lets a single call probe.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DrainCircuitTests : IDisposable
{
    private const int Entries = 250;
    private const int Patience = 30_000;

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly TestMeters _meters = new();
    private readonly Mock<IOutboxEntries> _entries = new();
    private readonly Mock<IFailureStore> _store = new();
    private readonly Mock<IFailurePublisher> _publisher = new();
    private readonly DependencyCalls _calls;
    private readonly FailureRecorder _recorder;

    public DrainCircuitTests()
    {
        var due = Enumerable.Range(0, Entries).Select(i => Drained.Entry(i)).ToArray();
        _entries.Setup(entries => entries.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new OutboxListing(due, Entries, 0, null, false));
        _entries.Setup(entries => entries.LeaseAsync(
                It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyList<OutboxEntry> taken, DateTimeOffset _, CancellationToken _) => [.. taken.Select(Drained.Lease)]);
        _store.Setup(store => store.EnsureAsync(It.IsAny<Failure>(), It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((Failure _, AttemptId attempt, CancellationToken _) => attempt);
        _calls = TestCalls.Limited(_time);
        _recorder = new FailureRecorder(
            Mock.Of<IFailureOutbox>(), _store.Object, _publisher.Object, _calls, NullLogger<FailureRecorder>.Instance);
    }

    public void Dispose() => _meters.Dispose();

    [Test]
    public async Task While_the_bus_is_left_alone_a_run_ends_early_and_no_entry_is_postponed()
    {
        await OpenAsync(RecordingCalls.Publish);

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        _publisher.VerifyNoOtherCalls();
        Assert.That(_store.Invocations, Has.Count.LessThanOrEqualTo(DrainLimits.Concurrency));
        VerifyPostponed(Times.Never());
    }

    [Test]
    public async Task While_the_tables_are_left_alone_a_run_ends_at_once()
    {
        await OpenAsync(RecordingCalls.AddRow);

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        _entries.VerifyNoOtherCalls();
    }

    [Test]
    public async Task Once_the_pause_is_over_one_entry_probes_and_the_same_run_completes_the_others()
    {
        await OpenAsync(RecordingCalls.Publish);
        _time.Advance(DependencyPipelines.BusPause);
        var probed = new TaskCompletionSource();
        _publisher.Setup(publisher => publisher.PublishAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>())).Returns(probed.Task);

        var run = RunAsync();
        Assert.That(() => _store.Invocations, Has.Count.EqualTo(2).After(Patience, 10), "the probe, and one that meets it");
        probed.SetResult();

        Assert.That((await run).Completed, Is.EqualTo(Entries));
        Assert.That(_store.Invocations, Has.Count.EqualTo(Entries + 1), "the one that was turned away is taken again");
        VerifyPostponed(Times.Never());
    }

    [Test]
    public async Task A_probe_that_fails_is_postponed_alone_and_ends_the_run()
    {
        await OpenAsync(RecordingCalls.Publish);
        _time.Advance(DependencyPipelines.BusPause);
        _publisher.Setup(publisher => publisher.PublishAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new TimeoutException());

        Assert.That(await RunAsync(), Is.EqualTo(new DrainReport(Completed: 0, Postponed: 1, Unreadable: 0)));

        VerifyPostponed(Times.Once());
    }

    private void VerifyPostponed(Times times) => _entries.Verify(
        entries => entries.PostponeAsync(
            It.IsAny<OutboxEntry>(), It.IsAny<DateTimeOffset>(), It.IsAny<string>(), It.IsAny<CancellationToken>()),
        times);

    private async Task OpenAsync(Dependency dependency)
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await _calls.RunAsync(dependency, _ => Task.FromException(new RequestFailedException(503, "busy")), CancellationToken.None);
            }
            catch (RequestFailedException)
            {
                // As meant.
            }
        }
    }

    private Task<DrainReport> RunAsync() =>
        new OutboxDrain(_entries.Object, _recorder, _calls, new OutboxMetrics(_meters, _time), _time, NullLogger<OutboxDrain>.Instance)
            .RunAsync(CancellationToken.None);
}
