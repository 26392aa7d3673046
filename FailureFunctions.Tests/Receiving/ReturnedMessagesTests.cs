using System.Diagnostics;
using System.Net;
using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Bounces;

namespace FailureFunctions.Tests.Receiving;

/// <summary>What becomes of messages that came back: docs/bounces.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReturnedMessagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Recipient = "jan@voorbeeld.example";

    private static readonly string Delay = Returned.Report($"Final-Recipient: rfc822; {Recipient}\nAction: delayed\nStatus: 4.4.1");
    private static readonly string AutoReply = Returned.InWords("Ik ben er maandag weer.", from: Recipient, subject: "Automatic reply: Het nieuws van juni");

    [TestCase(true, "delayed")]
    [TestCase(true, "auto-reply")]
    [TestCase(false, "delayed")]
    [TestCase(false, "auto-reply")]
    public async Task A_notice_is_kept_only_if_that_is_wanted(bool isWanted, string outcome)
    {
        await using var world = new ReceivingWorld(("Copernica:KeepNotices", $"{isWanted}"));

        var answer = await world.PostAsync(FormOf(outcome == "delayed" ? Delay : AutoReply));

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, $$"""{"outcome":"{{outcome}}"}""")));
        Assert.That(world.RowsOf("RejectedNotifications").Select(row => row[Column.Cause]), Is.EqualTo(isWanted ? [outcome] : Array.Empty<string>()));
        Assert.That(world.RowsOf("Failures"), Is.Empty);
        Assert.That(world.Messages, Is.Empty);
    }

    [Test]
    public async Task A_recipient_whose_mail_was_delayed_and_then_failed_has_failed()
    {
        await using var world = new ReceivingWorld();

        var (failure, _) = await world.Pipeline.InterpretAsync(NotificationOf(FormOf(Returned.Report(
            $"Final-Recipient: rfc822; {Recipient}\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; {Recipient}\nAction: failed\nStatus: 5.1.1"))), CancellationToken.None);

        Assert.That(failure?.Reply.Extended.ToString(), Is.EqualTo("5.1.1"));
    }

    [Test]
    public async Task What_has_a_message_and_no_type_is_no_failure()
    {
        await using var world = new ReceivingWorld();

        var answer = await world.PostAsync(FormOf(AutoReply).Replace("type=bounce", "type=", StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Body, Does.Contain("\"field\":\"type\""));
        Assert.That(world.RowsOf("RejectedNotifications").Count(), Is.EqualTo(1));
    }

    [TestCase("%74ype=%62ounce&id=1")]
    [TestCase("id=1&type=bounce+")]
    [TestCase("id=1&type= ABUSE")]
    [TestCase("\uFEFF{\"id\": \"1\", \"type\": \"bounce\"}")]
    public void A_type_with_a_message_is_known_however_it_is_written(string body) =>
        Assert.That(NotificationTypes.ContainsMessage(Encoding.UTF8.GetBytes(body)));

    [TestCase("id=1&mime=type=bounce")]
    [TestCase("{\"id\": {\"type\": \"bounce\"}}")]
    [TestCase("type=failure&type=bounce")]
    public void Another_type_has_no_message(string body) =>
        Assert.That(NotificationTypes.ContainsMessage(Encoding.UTF8.GetBytes(body)), Is.False);

    // The reader itself takes little more memory than the message: HostileMessageTests.
    [Test]
    public async Task At_most_two_long_bodies_are_read_at_once_however_many_come()
    {
        await using var world = new ReceivingWorld();
        var notification = NotificationOf(FormOf(Returned.InWords(new string('x', 70_000))));
        using var entered = new CountdownEvent(2);
        using var goOn = new ManualResetEventSlim();
        var reading = 0;
        var most = 0;
        // Others' tests run at the same time.
        var isOurs = new AsyncLocal<bool> { Value = true };
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => isOurs.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = activity =>
            {
                if (!isOurs.Value || activity.OperationName != TelemetryNames.Read)
                    return;
                most = Math.Max(most, Interlocked.Increment(ref reading));
                if (!entered.IsSet)
                    entered.Signal();
                goOn.Wait(Patience);
            },
            ActivityStopped = activity =>
            {
                if (isOurs.Value && activity.OperationName == TelemetryNames.Read)
                    Interlocked.Decrement(ref reading);
            },
        };
        ActivitySource.AddActivityListener(listener);
        Task Read() => world.Pipeline.InterpretAsync(notification, CancellationToken.None);

        Task[] first = [Task.Run(Read), Task.Run(Read)];
        Assert.That(entered.Wait(Patience));
        Task[] others = [.. Enumerable.Range(0, 30).Select(_ => Read())];
        Assert.That(others.Any(task => task.IsCompleted), Is.False);
        goOn.Set();
        await Task.WhenAll([.. first, .. others]);

        Assert.That(most, Is.EqualTo(2));
    }

    private static AuthenticNotification NotificationOf(string body) =>
        new() { Account = "account_1234", CalledAt = Samples.Now, ContentType = null, Body = Encoding.UTF8.GetBytes(body) };

    private static string FormOf(string mime) =>
        $"id=m1&type=bounce&time=1717417210&recipient={WebUtility.UrlEncode(Recipient)}&mime={WebUtility.UrlEncode(mime.ReplaceLineEndings("\r\n"))}";
}
