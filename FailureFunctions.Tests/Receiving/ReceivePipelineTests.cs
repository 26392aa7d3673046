using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Receiving;

/// <summary>From the trigger to Microsoft's clients: every result, its answer, and the calls it costs.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReceivePipelineTests : IAsyncDisposable
{
    private static readonly string[] Recorded = ["add Failures", "send", "merge Failures"];
    private static readonly string[] Duplicate = ["add Failures", "get Failures"];
    private static readonly string[] RecordedAfterAll = [.. Duplicate, "send", "merge Failures"];
    private static readonly string[] Queued = ["add Failures", "send", "add FailureOutbox"];

    private readonly ReceivingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Test]
    public async Task A_new_notification_is_stored_published_and_marked_in_this_order()
    {
        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "recorded", Recorded);

        Assert.That(Row[Column.Recipient], Is.EqualTo("jan.jansen+nieuws@example.nl"));
        Assert.That(Row[Column.PublishedAt], Is.Not.Null);
        Assert.That(_world.Messages.Single().MessageId, Is.EqualTo(Row[Column.EventId]));
    }

    /// <summary>docs/architecture.md shows this path; whoever adds a layer to it should have a reason.</summary>
    [Test]
    public async Task Four_methods_lie_between_the_trigger_and_Microsofts_clients()
    {
        string[] path = ["ReceiveFailure.RunAsync", "ReceivePipeline.ReceiveAsync", "FailureRecorder.RecordAsync", "DependencyCalls.RunAsync"];

        await _world.PostAsync(Samples.UserUnknown);

        Assert.That(_world.Frames["add Failures"], Is.EqualTo((string[])[.. path, "FailuresTable.AddAsync"]));
        Assert.That(_world.Frames["send"], Is.EqualTo((string[])[.. path, "ServiceBusFailurePublisher.PublishAsync"]));
    }

    [Test]
    public async Task A_repeat_that_is_signed_again_is_a_duplicate_and_sends_no_message()
    {
        await _world.PostAsync(Samples.UserUnknown);

        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "duplicate", Duplicate);
    }

    [Test]
    public async Task A_repeat_of_a_row_that_an_earlier_version_of_the_app_wrote_is_a_duplicate()
    {
        await _world.PostAsync(Samples.UserUnknown);
        Row.Remove(Column.PublishedAt);
        Row[Column.Attempt] = "0123456789abcdef0123456789abcdef";

        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "duplicate", Duplicate);
    }

    [Test]
    public async Task An_identical_request_is_a_duplicate_and_costs_no_call()
    {
        var first = _world.Sign(Samples.UserUnknown);
        await _world.PostAsync(first);

        await AssertAsync(first, 200, "duplicate");
    }

    [Test]
    public async Task What_cannot_be_published_is_queued_with_a_pointer_to_its_row()
    {
        Fail("send", new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy));

        await AssertAsync(_world.Sign(Samples.UserUnknown), 202, "queued", Queued);

        var pointer = _world.RowsOf("FailureOutbox").Single();
        Assert.That((pointer[Column.FailurePartitionKey], pointer[Column.FailureRowKey]), Is.EqualTo((Row.PartitionKey, Row.RowKey)));
        Assert.That(Row.ContainsKey(Column.PublishedAt), Is.False);
    }

    [Test]
    public async Task A_queued_request_that_is_sent_again_is_published_and_marked()
    {
        Fail("send", new TimeoutException());
        var request = _world.Sign(Samples.UserUnknown);
        await _world.PostAsync(request);
        _world.Fault = _ => null;

        await AssertAsync(request, 200, "recorded", RecordedAfterAll);
        Assert.That(_world.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_row_that_cannot_be_marked_changes_nothing_about_the_answer_and_its_repeat_is_sent_under_the_same_id()
    {
        Fail("merge Failures", new RequestFailedException(503, "busy"));
        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "recorded", Recorded);
        _world.Fault = _ => null;

        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "recorded", RecordedAfterAll);
        Assert.That(_world.Messages.Select(message => message.MessageId), Is.EqualTo(new[] { Row[Column.EventId], Row[Column.EventId] }));
    }

    [Test]
    public async Task A_row_that_cannot_be_stored_is_answered_503_with_Retry_After_and_nothing_is_published()
    {
        Fail("add Failures", new RequestFailedException(503, "busy"));

        await AssertUnavailableAsync("add Failures");
    }

    [Test]
    public async Task What_can_be_neither_published_nor_queued_is_answered_503_and_its_repeat_is_recorded()
    {
        _world.Fault = call => call is "send" or "add FailureOutbox" ? new TimeoutException() : null;
        await AssertUnavailableAsync(Queued);
        _world.Fault = _ => null;

        await AssertAsync(_world.Sign(Samples.UserUnknown), 200, "recorded", RecordedAfterAll);
    }

    [Test]
    public async Task A_request_without_a_signature_is_answered_401_and_costs_no_call()
    {
        var request = _world.Sign(Samples.UserUnknown);
        request.Headers.Remove("Signature");

        var answer = await _world.PostAsync(request);

        Assert.That((answer.Status, _world.Calls.Count), Is.EqualTo((401, 0)));
    }

    [Test]
    public async Task An_altered_body_is_answered_401_and_costs_no_call()
    {
        var request = _world.Sign(Samples.UserUnknown);
        request.Content = _world.Sign(Samples.MailboxFull).Content;

        var answer = await _world.PostAsync(request);

        Assert.That((answer.Status, _world.Calls.Count), Is.EqualTo((401, 0)));
    }

    [TestCase("id=m1", 400, "unreadable-notification", "unreadable")]
    [TestCase(Samples.Open, 422, "not-a-failure", "other-type")]
    public async Task An_authentic_notification_that_cannot_be_taken_is_quarantined_with_its_cause(
        string body, int status, string problem, string cause)
    {
        var answer = await _world.PostAsync(body);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Body, Does.Contain(problem));
        Assert.That(_world.Calls, Is.EqualTo(new[] { "add RejectedNotifications" }));
        Assert.That(_world.RowsOf("RejectedNotifications").Single()[Column.Cause], Is.EqualTo(cause));
    }

    [Test]
    public async Task An_identical_request_that_was_quarantined_is_answered_the_same_and_not_quarantined_again()
    {
        var request = _world.Sign("id=m1");
        var first = await _world.PostAsync(request);
        _world.Calls.Clear();

        Assert.That(await _world.PostAsync(request), Is.EqualTo(first));
        Assert.That(_world.Calls, Is.Empty);
    }

    [Test]
    public async Task A_quarantine_that_fails_is_answered_503_and_not_remembered()
    {
        _world.Fault = call => call.EndsWith("RejectedNotifications", StringComparison.Ordinal) ? new RequestFailedException(503, "busy") : null;
        var request = _world.Sign("id=m1");
        Assert.That((await _world.PostAsync(request)).Status, Is.EqualTo(503));
        _world.Fault = _ => null;

        Assert.That((await _world.PostAsync(request)).Status, Is.EqualTo(400));
        Assert.That(_world.RowsOf("RejectedNotifications").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_body_that_is_cut_short_is_answered_400_and_costs_no_call()
    {
        var request = _world.Sign(Samples.UserUnknown);
        request.Content!.Headers.ContentLength += 1;

        var answer = await _world.PostAsync(request);

        Assert.That((answer.Status, _world.Calls.Count), Is.EqualTo((400, 0)));
        Assert.That(answer.Body, Does.Contain("incomplete-body"));
    }

    private TableEntity Row => _world.RowsOf("Failures").Single();

    private void Fail(string failing, Exception fault) => _world.Fault = call => call == failing ? fault : null;

    private async Task AssertAsync(HttpRequestMessage request, int status, string outcome, params string[] calls)
    {
        _world.Calls.Clear();

        var answer = await _world.PostAsync(request);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Body, Does.Contain($"\"outcome\":\"{outcome}\""));
        Assert.That(_world.Calls, Is.EqualTo(calls));
    }

    private async Task AssertUnavailableAsync(params string[] calls)
    {
        var answer = await _world.PostAsync(Samples.UserUnknown);

        Assert.That((answer.Status, answer.RetryAfter), Is.EqualTo((503, "30")));
        Assert.That(answer.Body, Does.Contain("storage-unavailable").And.Not.Contains("jan"));
        Assert.That(_world.Calls, Is.EqualTo(calls));
        Assert.That(_world.Messages, Is.Empty);
    }
}
