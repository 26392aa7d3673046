using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Copernica;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Functions;

/// <summary>A bug of ours is not answered as a dependency that fails.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BugTests : IDisposable
{
    private const string Unreadable = "type=failure&id=m1";

    private static readonly RejectedNotificationId Id = new(new DateOnly(2024, 6, 5), "8282411148-0f3c");

    private readonly FunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task Tables_that_cannot_be_reached_are_answered_503()
    {
        _world.AddRow.ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That(await _world.PostAsync(), Is.EqualTo(503));
    }

    [Test]
    public async Task Tables_that_failed_twice_are_not_called_again_and_answered_503()
    {
        _world.AddRow.ThrowsAsync(new RequestFailedException(503, "busy"));
        await _world.PostAsync();
        await _world.PostAsync();
        var calls = _world.Rows.Invocations.Count;

        Assert.That(await _world.PostAsync(), Is.EqualTo(503));
        Assert.That(_world.Rows.Invocations, Has.Count.EqualTo(calls));
    }

    [Test]
    public void A_bug_before_the_row_is_stored_is_thrown_and_logged()
    {
        _world.AddRow.ThrowsAsync(new InvalidOperationException());

        Assert.That(async () => await _world.PostAsync(), Throws.InvalidOperationException);
        Assert.That(_world.Errors, Has.Exactly(1).StartsWith("Function failed. InvalidOperationException"));
    }

    [Test]
    public async Task A_bug_while_publishing_is_answered_202_and_logged_as_an_error()
    {
        _world.Publish.ThrowsAsync(new InvalidOperationException());

        Assert.That(await _world.PostAsync(), Is.EqualTo(202));
        Assert.That(_world.Outbox.Invocations, Has.Count.EqualTo(1));
        Assert.That(_world.Errors, Has.Exactly(1).Contains("failed unexpectedly"));
    }

    [Test]
    public async Task A_bus_that_fails_is_answered_202_and_not_logged_as_an_error()
    {
        _world.Publish.ThrowsAsync(new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy));

        Assert.That(await _world.PostAsync(), Is.EqualTo(202));
        Assert.That(_world.Outbox.Invocations, Has.Count.EqualTo(1));
        Assert.That(_world.Errors, Is.Empty);
    }

    [Test]
    public async Task What_is_stored_but_neither_published_nor_queued_is_answered_503_and_logged_as_an_error()
    {
        _world.Publish.ThrowsAsync(new TimeoutException());
        _world.AddPointer.ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That(await _world.PostAsync(), Is.EqualTo(503));
        Assert.That(_world.Errors, Has.Exactly(1).Contains("neither published nor queued"));
    }

    [Test]
    public void A_bug_while_queueing_is_thrown_and_logged()
    {
        _world.Publish.ThrowsAsync(new TimeoutException());
        _world.AddPointer.ThrowsAsync(new InvalidOperationException());

        Assert.That(async () => await _world.PostAsync(), Throws.InvalidOperationException);
        Assert.That(_world.Errors, Has.Exactly(1).StartsWith("Function failed. InvalidOperationException"));
    }

    [Test]
    public async Task Whatever_happens_to_the_mark_changes_nothing_about_the_answer_and_is_logged()
    {
        _world.Rows.Setup(rows => rows.MarkPublishedAsync(It.IsAny<RowKeys>(), "1", It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException());

        Assert.That(await _world.PostAsync(), Is.EqualTo(200));
        Assert.That(_world.Logs.Select(log => log.Text), Has.Exactly(1).Contains("could not be marked as published"));
    }

    [Test]
    public async Task A_notification_that_cannot_be_quarantined_is_answered_503_and_a_bug_there_is_thrown()
    {
        FailQuarantine(new RequestFailedException(503, "busy"));
        Assert.That(await _world.PostAsync(Unreadable), Is.EqualTo(503));

        FailQuarantine(new InvalidOperationException());
        Assert.That(async () => await _world.PostAsync(Unreadable), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_replay_says_that_the_tables_cannot_be_reached_only_when_they_cannot()
    {
        var replay = _world.Get<RejectionReplay>();
        _world.Quarantine.Setup(quarantine => quarantine.FindAsync(Id, It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "busy"));
        Assert.That(await replay.ReplayAsync(Id, CancellationToken.None), Is.InstanceOf<ReplayResult.Unavailable>());

        _world.Quarantine.Setup(quarantine => quarantine.FindAsync(Id, It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException());
        Assert.That(async () => await replay.ReplayAsync(Id, CancellationToken.None), Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_erasure_is_interrupted_by_tables_that_cannot_be_reached_and_not_by_a_bug()
    {
        var jan = RecipientKey.Of("jan@example.nl");
        var start = ErasureContinuation.StartOf(jan);

        Assert.That((await ErasureOf(new RequestFailedException(503, "busy")).EraseAsync(jan, start, CancellationToken.None)).Interrupted, Is.True);
        Assert.That(
            async () => await ErasureOf(new InvalidOperationException()).EraseAsync(jan, start, CancellationToken.None),
            Throws.InvalidOperationException);
    }

    private RecipientErasure ErasureOf(Exception exception)
    {
        var table = new Mock<IErasableTable>();
        table.SetupGet(erasable => erasable.Name).Returns("Table");
        table.Setup(erasable => erasable.EraseAsync(It.IsAny<RecipientKey>(), It.IsAny<string?>(), It.IsAny<CancellationToken>())).Throws(exception);
        return new RecipientErasure([table.Object], _world.Get<RemovalMetrics>(), TimeProvider.System, NullLogger<RecipientErasure>.Instance);
    }

    private void FailQuarantine(Exception exception) => _world.Quarantine
        .Setup(quarantine => quarantine.KeepAsync(
            It.IsAny<AuthenticNotification>(), It.IsAny<WebhookHeaders>(), It.IsAny<Rejection>(), It.IsAny<CancellationToken>()))
        .ThrowsAsync(exception);
}
