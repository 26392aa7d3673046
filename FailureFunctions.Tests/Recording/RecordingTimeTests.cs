using System.Diagnostics;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>How long recording takes at most, by a clock that only the test moves, when services do not answer.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecordingTimeTests : IDisposable
{
    private static readonly Failure Failure = ScenarioFailures.Of('a');
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly Mock<IFailureRows> _rows = new();
    private readonly Mock<IOutbox> _outbox = new();
    private readonly Mock<IFailurePublisher> _publisher = new();
    private readonly DeferredWork _deferred = new(TimeProvider.System);

    public void Dispose() => _deferred.Dispose();

    [Test]
    public async Task A_table_of_failures_that_does_not_answer_is_waited_for_two_seconds_and_nothing_is_acknowledged()
    {
        _rows.Setup(rows => rows.AddAsync(Failure, It.IsAny<CancellationToken>())).Returns(Never<StoredRow>);

        Assert.That(await OutcomeAfterAsync(2), Is.EqualTo(RecordOutcome.Unavailable));
    }

    [Test]
    public async Task A_bus_that_does_not_answer_is_waited_for_four_seconds_and_the_failure_is_queued()
    {
        BusAnswers(Never<bool>);

        Assert.That(await OutcomeAfterAsync(4), Is.EqualTo(RecordOutcome.Queued));
    }

    [Test]
    public async Task An_outbox_that_does_not_answer_is_waited_for_two_seconds_and_nothing_is_acknowledged()
    {
        BusAnswers(() => Task.FromException(new TimeoutException()));
        _outbox.Setup(outbox => outbox.AddAsync(Failure.Keys, It.IsAny<ActivityContext?>(), It.IsAny<CancellationToken>())).Returns(Never<bool>);

        Assert.That(await OutcomeAfterAsync(2), Is.EqualTo(RecordOutcome.Unavailable));
    }

    [Test]
    public async Task A_mark_that_is_not_answered_is_not_waited_for()
    {
        _rows.Setup(rows => rows.MarkPublishedAsync(Failure.Keys, It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(Never<bool>);

        Assert.That(await RecordAsync().WaitAsync(Patience), Is.EqualTo(RecordOutcome.Recorded));
    }

    [Test]
    public void All_steps_together_take_eight_seconds_at_most() =>
        Assert.That(RecordingCalls.Longest, Is.EqualTo(TimeSpan.FromSeconds(8)));

    private void BusAnswers(Func<Task> answer) => _publisher
        .Setup(publisher => publisher.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>())).Returns(answer);

    // Ignores its token: the limit must hold all the same.
    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private Task<RecordOutcome> RecordAsync() =>
        new FailureRecorder(_rows.Object, _outbox.Object, _publisher.Object, _deferred, TestCalls.Limited(_time), new StandingTime(), NullLogger<FailureRecorder>.Instance)
            .OutcomeOfAsync(Failure, CancellationToken.None);

    private async Task<RecordOutcome> OutcomeAfterAsync(int seconds)
    {
        var recording = RecordAsync();
        _time.Advance(TimeSpan.FromSeconds(seconds) - Tick);
        Assert.That(recording.IsCompleted, Is.False, "it did not wait");
        _time.Advance(Tick);
        return await recording.WaitAsync(Patience);
    }
}
