using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>How long recording takes at most, by a clock that only the test moves, when services do not answer.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecordingTimeTests
{
    private static readonly Failure Failure = ScenarioFailures.Of('a');
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Mock<IFailureOutbox> _outbox = new();
    private readonly Mock<IFailureStore> _store = new();
    private readonly Mock<IFailurePublisher> _publisher = new();

    public RecordingTimeTests()
    {
        _outbox.Setup(outbox => outbox.EnsureAsync(Failure, It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((Failure _, AttemptId attempt, CancellationToken _) => attempt);
        _store.Setup(store => store.EnsureAsync(Failure, It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((Failure _, AttemptId attempt, CancellationToken _) => attempt);
    }

    [Test]
    public async Task An_outbox_that_does_not_answer_is_waited_for_two_seconds_and_nothing_is_acknowledged()
    {
        _outbox.Setup(outbox => outbox.EnsureAsync(Failure, It.IsAny<AttemptId>(), It.IsAny<CancellationToken>())).Returns(Never<AttemptId>);

        Assert.That(await OutcomeAfterAsync(RecordingCalls.AddRow.Limit), Is.EqualTo(RecordOutcome.Unavailable));
    }

    [Test]
    public async Task A_table_of_failures_that_does_not_answer_is_waited_for_two_seconds_and_the_failure_is_queued()
    {
        _store.Setup(store => store.EnsureAsync(Failure, It.IsAny<AttemptId>(), It.IsAny<CancellationToken>())).Returns(Never<AttemptId>);

        Assert.That(await OutcomeAfterAsync(RecordingCalls.AddRow.Limit), Is.EqualTo(RecordOutcome.Queued));
    }

    [Test]
    public async Task A_bus_that_does_not_answer_is_waited_for_four_seconds_and_the_failure_is_queued()
    {
        _publisher.Setup(publisher => publisher.PublishAsync(Failure, It.IsAny<CancellationToken>())).Returns(Never<bool>);

        Assert.That(await OutcomeAfterAsync(RecordingCalls.Publish.Limit), Is.EqualTo(RecordOutcome.Queued));
    }

    [Test]
    public async Task An_entry_that_cannot_be_removed_is_waited_for_half_a_second_and_the_failure_is_recorded()
    {
        _outbox.Setup(outbox => outbox.RemoveAsync(Failure.EventId, It.IsAny<CancellationToken>())).Returns(Never<bool>);

        Assert.That(await OutcomeAfterAsync(RecordingCalls.RemoveEntry.Limit), Is.EqualTo(RecordOutcome.Recorded));
    }

    [Test]
    public void All_steps_together_take_well_under_ten_seconds() => Assert.That(
        RecordingCalls.Longest,
        Is.LessThan(TimeSpan.FromSeconds(9)));

    // Heeds no token: the limit must hold all the same.
    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private async Task<RecordOutcome> OutcomeAfterAsync(TimeSpan limit)
    {
        var recorder = new FailureRecorder(_outbox.Object, _store.Object, _publisher.Object, TestCalls.Limited(_time), NullLogger<FailureRecorder>.Instance);
        var recording = recorder.RecordAsync(Failure, CancellationToken.None);
        _time.Advance(limit - Tick);
        Assert.That(recording.IsCompleted, Is.False, "it did not wait");
        _time.Advance(Tick);
        return await recording.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
