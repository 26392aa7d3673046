using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Receiving;

/// <summary>From the trigger to Microsoft's clients: every result, its answer, and the calls it costs.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReceivePipelineTests : IAsyncDisposable
{
    private static readonly string[] NewNotification = ["add FailureOutbox", "add Failures", "send", "delete FailureOutbox"];

    private readonly ReceivingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Test]
    public async Task A_new_notification_is_queued_stored_published_and_cleared_in_this_order()
    {
        var answer = await _world.PostAsync(Samples.UserUnknown);

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Does.Contain("\"outcome\":\"recorded\""));
        Assert.That(_world.Calls, Is.EqualTo(NewNotification));
        Assert.That(_world.RowsOf("Failures").Single()[Column.Recipient], Is.EqualTo("jan.jansen+nieuws@example.nl"));
        Assert.That(_world.RowsOf("FailureOutbox"), Is.Empty);
        Assert.That(_world.Messages.Single().MessageId, Is.EqualTo(_world.RowsOf("Failures").Single()[Column.EventId]));
    }

    [Test]
    public async Task A_repeat_that_is_signed_again_is_a_duplicate_and_sends_no_message()
    {
        await _world.PostAsync(Samples.UserUnknown);
        var answer = await _world.PostAsync(Samples.UserUnknown);

        Assert.That((answer.Status, _world.Messages.Count), Is.EqualTo((200, 1)));
        Assert.That(answer.Body, Does.Contain("\"outcome\":\"duplicate\""));
        Assert.That(_world.RowsOf("FailureOutbox"), Is.Empty);
    }

    [Test]
    public async Task An_identical_request_is_a_duplicate_and_costs_no_call()
    {
        var first = _world.Sign(Samples.UserUnknown);
        await _world.PostAsync(first);
        _world.Calls.Clear();

        var answer = await _world.PostAsync(first);

        Assert.That((answer.Status, _world.Calls.Count), Is.EqualTo((200, 0)));
        Assert.That(answer.Body, Does.Contain("\"outcome\":\"duplicate\""));
    }

    [TestCase("add Failures")]
    [TestCase("send")]
    public async Task What_fails_after_the_outbox_entry_is_answered_202_and_the_entry_stays(string failing)
    {
        _world.Fault = call => call == failing ? new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy) : null;

        var answer = await _world.PostAsync(Samples.UserUnknown);

        Assert.That(answer.Status, Is.EqualTo(202));
        Assert.That(answer.Body, Does.Contain("\"outcome\":\"queued\""));
        Assert.That(_world.RowsOf("FailureOutbox").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_queued_request_that_is_sent_again_is_completed()
    {
        _world.Fault = call => call == "send" ? new TimeoutException() : null;
        var request = _world.Sign(Samples.UserUnknown);
        await _world.PostAsync(request);
        _world.Fault = _ => null;

        var answer = await _world.PostAsync(request);

        Assert.That((answer.Status, _world.Messages.Count, _world.RowsOf("FailureOutbox").Count()), Is.EqualTo((200, 1, 0)));
    }

    [Test]
    public async Task An_entry_that_cannot_be_removed_changes_nothing_about_the_answer()
    {
        _world.Fault = call => call == "delete FailureOutbox" ? new RequestFailedException(503, "busy") : null;

        Assert.That((await _world.PostAsync(Samples.UserUnknown)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Tables_that_fail_are_answered_503_with_Retry_After_and_nothing_is_published()
    {
        _world.Fault = call => call == "add FailureOutbox" ? new RequestFailedException(503, "busy") : null;

        var answer = await _world.PostAsync(Samples.UserUnknown);

        Assert.That((answer.Status, answer.RetryAfter, _world.Messages.Count), Is.EqualTo((503, "30", 0)));
        Assert.That(answer.Body, Does.Contain("storage-unavailable").And.Not.Contains("jan"));
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
    [TestCase(Samples.Bounce, 422, "not-a-failure", "other-type")]
    public async Task An_authentic_notification_that_cannot_be_taken_is_quarantined_with_its_cause(
        string body, int status, string problem, string cause)
    {
        var answer = await _world.PostAsync(body);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Body, Does.Contain(problem));
        Assert.That(_world.RowsOf("RejectedNotifications").Single()[Column.Cause], Is.EqualTo(cause));
        Assert.That(_world.RowsOf("Failures"), Is.Empty);
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
    public async Task A_body_that_is_neither_form_nor_JSON_is_answered_415_and_not_kept()
    {
        var answer = await _world.PostAsync("hello", "text/plain");

        Assert.That((answer.Status, _world.Calls.Count), Is.EqualTo((415, 0)));
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
}
