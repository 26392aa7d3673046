using System.Text;
using Azure;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Functions;
using FailureFunctions.Tests.Quarantine;
using Moq;

namespace FailureFunctions.Tests.Receiving;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RejectionReplayTests : IDisposable
{
    private static readonly RejectedNotificationId Id = new(new DateOnly(2024, 6, 5), "8282411148-0f3c");
    private static readonly DateTimeOffset ReceivedAt = Samples.Now.AddDays(-3);

    private readonly FunctionWorld _world = new();
    private readonly List<(Replay Replay, Rejection? Rejection)> _marks = [];

    public RejectionReplayTests() => _world.Quarantine
        .Setup(quarantine => quarantine.MarkReplayedAsync(It.IsAny<RejectedNotification>(), It.IsAny<Replay>(), It.IsAny<Rejection?>(), It.IsAny<CancellationToken>()))
        .Callback((RejectedNotification _, Replay replay, Rejection? rejection, CancellationToken _) => _marks.Add((replay, rejection)))
        .Returns(Task.CompletedTask);

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task A_notification_that_can_be_read_is_recorded_with_what_was_proven_when_it_came_in()
    {
        Failure? recorded = null;
        _world.AddRow
            .Callback((Failure failure, CancellationToken _) => recorded = failure)
            .ReturnsAsync(new StoredRow("1", IsPublished: false));

        var result = await ReplayAsync(Samples.UserUnknown);

        Assert.That((result.Outcome, result.EventId), Is.EqualTo(("recorded", recorded!.EventId.Value)));
        Assert.That((recorded.Account, recorded.ReceivedAt), Is.EqualTo(("account_1234", ReceivedAt)));
        AssertMarked("recorded", result.EventId, null);
    }

    [Test]
    public async Task One_that_was_recorded_before_is_a_duplicate_of_the_same_event()
    {
        var first = await ReplayAsync(Samples.UserUnknown);
        _world.AddRow.ReturnsAsync(new StoredRow("1", IsPublished: true));

        var second = await ReplayAsync(Samples.UserUnknown);

        Assert.That((second.Outcome, second.EventId), Is.EqualTo(("duplicate", first.EventId)));
    }

    [Test]
    public async Task One_that_cannot_be_published_is_queued()
    {
        _world.Publish.ThrowsAsync(new TimeoutException());

        var result = await ReplayAsync(Samples.UserUnknown);

        Assert.That((result.Outcome, result.EventId), Is.EqualTo(("queued", _marks.Single().Replay.EventId)));
    }

    [Test]
    public async Task One_that_is_rejected_again_is_marked_with_why()
    {
        var result = await ReplayAsync("id=m1&type=failure");

        Assert.That((result.Outcome, result.EventId, result.Errors.Single().Field), Is.EqualTo(("unreadable", null as string, "recipient")));
        AssertMarked("unreadable", null, "unreadable");
        Assert.That(_marks.Single().Rejection!.Errors, Is.EqualTo(result.Errors));
    }

    [Test]
    public async Task One_of_another_type_stays_rejected()
    {
        var result = await ReplayAsync(Samples.Open);

        Assert.That((result.Outcome, result.Errors.Single().Field), Is.EqualTo(("other-type", "type")));
        AssertMarked("other-type", null, "other-type");
    }

    [Test]
    public async Task The_Content_Type_of_a_row_does_not_matter() =>
        Assert.That((await ReplayAsync(Row(Samples.Blocked, Samples.Form))).Outcome, Is.EqualTo("recorded"));

    [Test]
    public async Task A_row_that_cannot_be_read_is_not_replayed_and_names_the_fault()
    {
        var result = await ReplayAsync(Row(Samples.UserUnknown) with { Notification = null, Fault = "column Body is missing." });

        Assert.That((result.Outcome, result.Errors.Single().Message), Is.EqualTo(("row-unreadable", "column Body is missing.")));
        AssertMarked("row-unreadable", null, null);
        Assert.That(_world.Rows.Invocations, Is.Empty);
    }

    [Test]
    public async Task A_bug_is_logged_and_the_outcome_is_failed()
    {
        _world.AddRow.ThrowsAsync(new InvalidOperationException());

        Assert.That((await ReplayAsync(Samples.UserUnknown)).Outcome, Is.EqualTo("failed"));
        AssertMarked("failed", null, null);
        Assert.That(_world.Errors, Has.Exactly(1).Contains($"Rejected notification {Id} could not be replayed. InvalidOperationException"));
    }

    [Test]
    public async Task Without_tables_nothing_is_marked()
    {
        Find(Row(Samples.UserUnknown));
        _world.AddRow.ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That(await Replay().ReplayAsync(Id, CancellationToken.None), Is.InstanceOf<ReplayResult.Unavailable>());
        Assert.That(_marks, Is.Empty);
    }

    [Test]
    public async Task A_row_that_cannot_be_marked_is_replayed_nevertheless_and_logged()
    {
        _world.Quarantine
            .Setup(quarantine => quarantine.MarkReplayedAsync(It.IsAny<RejectedNotification>(), It.IsAny<Replay>(), It.IsAny<Rejection?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That((await ReplayAsync(Samples.UserUnknown)).Outcome, Is.EqualTo("recorded"));
        Assert.That(_world.Logs.Select(log => log.Text), Has.Exactly(1).StartsWith($"Rejected notification {Id} was replayed, but its row could not be marked"));
    }

    [Test]
    public async Task What_is_not_there_is_unknown() =>
        Assert.That(await Replay().ReplayAsync(Id, CancellationToken.None), Is.InstanceOf<ReplayResult.Unknown>());

    [Test]
    public async Task A_list_says_that_the_tables_cannot_be_reached_only_when_they_cannot()
    {
        var query = new RejectedNotificationQuery { From = Id.Day, To = Id.Day };
        _world.Quarantine.Setup(quarantine => quarantine.ListAsync(query, It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "busy"));
        Assert.That(await Replay().ListAsync(query, CancellationToken.None), Is.Null);

        _world.Quarantine.Setup(quarantine => quarantine.ListAsync(query, It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException());
        Assert.That(async () => await Replay().ListAsync(query, CancellationToken.None), Throws.InvalidOperationException);
    }

    private static RejectedNotification Row(string body, string? contentType = Samples.Form) => new()
    {
        Id = Id,
        Version = new ETag("1"),
        Notification = RejectedSamples.Notification() with { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType, ReceivedAt = ReceivedAt },
    };

    private RejectionReplay Replay() => _world.Get<RejectionReplay>();

    private void Find(RejectedNotification row) => _world.Quarantine
        .Setup(quarantine => quarantine.FindAsync(Id, It.IsAny<CancellationToken>())).ReturnsAsync(row);

    private Task<ReplayResult.Replayed> ReplayAsync(string body) => ReplayAsync(Row(body));

    private async Task<ReplayResult.Replayed> ReplayAsync(RejectedNotification row)
    {
        Find(row);
        return (ReplayResult.Replayed)await Replay().ReplayAsync(Id, CancellationToken.None);
    }

    private void AssertMarked(string outcome, string? eventId, string? cause)
    {
        var (replay, rejection) = _marks.Single();
        Assert.That((replay.Outcome, replay.EventId, rejection?.Cause), Is.EqualTo((outcome, eventId, cause)));
    }
}
