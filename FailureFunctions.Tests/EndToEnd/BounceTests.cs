using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FailureFunctions.Functions;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Bounces;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The webhooks for bounces and abuses, at the URL of the one for failures.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BounceTests
{
    private const string UserUnknown =
        "Original-Recipient: rfc822;jan@voorbeeld.example\nFinal-Recipient: rfc822; j.jansen@intern.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown";

    private readonly string _recipient = $"{Guid.NewGuid():N}@example.nl";
    private readonly string _id = $"{Guid.NewGuid():N}";
    private readonly long _time = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    [Test]
    public async Task A_failed_delivery_is_recorded_and_published_as_a_failure()
    {
        var answer = await PostAsync("bounce", Returned.Report(UserUnknown));

        Assert.That(answer.Outcome, Is.EqualTo("recorded"), answer.Text);
        var row = (await FailuresAsync()).Single();
        Assert.That(
            (row[Column.Source], row[Column.Kind], row[Column.Reason], row[Column.Extended], row[Column.Code], row[Column.FinalRecipient], row[Column.MessageId]),
            Is.EqualTo(("bounce", "asynchronous", "mailbox-unknown", "5.1.1", 550, "j.jansen@intern.example", _id)));
        var message = await World.Subscriber.WaitForAsync(answer.EventId);
        Assert.That(message.ApplicationProperties[FailureMessage.Type], Is.EqualTo(FailureEvent.Type));
        Assert.That(JsonNode.Parse(message.Body)!["source"]!.GetValue<string>(), Is.EqualTo("bounce"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_bounce_that_both_webhooks_report_is_one_failure_whichever_is_first(bool failureFirst)
    {
        var first = await (failureFirst ? FailAsync() : PostAsync("bounce", Returned.Report(UserUnknown)));
        var second = await (failureFirst ? PostAsync("bounce", Returned.Report(UserUnknown)) : FailAsync());

        Assert.That((first.Outcome, second.Outcome, second.EventId), Is.EqualTo(("recorded", "duplicate", first.EventId)));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(1));
        await World.AssertPublishedOnceAsync(first.EventId);
    }

    [Test]
    public async Task Reports_of_one_bounce_at_the_same_moment_are_one_failure()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? FailAsync() : PostAsync("bounce", Returned.Report(UserUnknown))));

        var row = (await FailuresAsync()).Single();
        Assert.That(answers.Select(answer => answer.EventId), Is.All.EqualTo(row[Column.EventId]));
        await World.AssertPublishedOnceAsync(answers[0].EventId);
    }

    [Test]
    public async Task Another_code_of_the_same_message_is_another_failure()
    {
        await FailAsync();
        var other = await PostAsync("bounce", Returned.Report(UserUnknown.Replace("5.1.1", "5.2.2", StringComparison.Ordinal)));

        Assert.That(other.Outcome, Is.EqualTo("recorded"));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(2));
    }

    [TestCase("auto-reply", "Subject: Automatic reply: x\nAuto-Submitted: auto-replied\n\n550 5.1.1 user unknown")]
    [TestCase("delayed", "From: MAILER-DAEMON@x.example\nSubject: Delayed Mail\n\nYour message has not yet been delivered. 451 4.4.1")]
    public async Task What_says_nothing_against_the_address_is_answered_and_not_stored(string outcome, string message)
    {
        var answer = await PostAsync("bounce", message);

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, outcome)), answer.Text);
        Assert.That(await Wire.RowsAsync(_recipient), Is.Empty);
        Assert.That(await KeptAsync(outcome), Is.Empty);
    }

    [Test]
    public async Task What_is_not_recognised_is_kept_without_its_attachments()
    {
        var attachment = Convert.ToBase64String(new byte[1024 * 1024], Base64FormattingOptions.InsertLineBreaks);

        var answer = await PostAsync(
            "bounce",
            $"Subject: Re: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello {_id}\n--b\n"
            + $"Content-Type: application/x-msdownload; name=x.exe\nContent-Transfer-Encoding: base64\n\n{attachment}\n--b--\n");

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "unrecognised-bounce")), answer.Text);
        var kept = Encoding.UTF8.GetString((await KeptAsync("unrecognised-bounce")).Single());
        Assert.That(kept, Does.Contain($"Hello+{_id}").And.Contain($"recipient={_recipient.Replace("@", "%40", StringComparison.Ordinal)}"));
        Assert.That(kept, Does.Not.Contain("x.exe").And.Length.LessThan(4_000));
    }

    [Test]
    public async Task A_complaint_is_stored_published_as_one_and_suppresses_until_a_person_releases()
    {
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { [World.UpdaterIsDisabled] = null });

        var answer = await PostAsync("abuse", Returned.Complaint($"Feedback-Type: abuse\nOriginal-Rcpt-To: {_recipient}"), app);
        await app.RunNowAsync("UpdateSuppressions");

        Assert.That(answer.Outcome, Is.EqualTo("recorded"), answer.Text);
        var row = (await FailuresAsync()).Single();
        Assert.That((row[Column.Kind], row[Column.Source], row[Column.Description]), Is.EqualTo(("complaint", "abuse", "abuse")));
        var message = await World.Subscriber.WaitForAsync(answer.EventId);
        Assert.That(message.ApplicationProperties[FailureMessage.Type], Is.EqualTo("email.complaint.received.v1"));
        Assert.That(message.ApplicationProperties.Keys, Has.None.AnyOf("advice", "severity", "reason"));
        var entry = (await Wire.RowsAsync(TableNames.Suppressions, $"PartitionKey eq '{_recipient}'")).Single();
        Assert.That((entry[Column.State], entry[Column.Origin], entry[Column.Until]), Is.EqualTo(("suppressed", "complaint", (object?)null)));
    }

    [Test]
    public async Task A_complaint_without_a_recipient_is_kept()
    {
        var answer = await PostAsync("abuse", Returned.Complaint("Feedback-Type: abuse", $"To: redacted\nSubject: {_id}\n\nx"));

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "unattributed-complaint")), answer.Text);
        Assert.That(await KeptAsync("unattributed-complaint"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Only_a_bounce_or_a_complaint_may_be_longer_than_a_failure()
    {
        var padding = new string('x', 70_000);

        var failure = await Wire.PostAsync(World.App, $"id={_id}&type=failure&recipient={_recipient}&description={padding}");
        var bounce = await PostAsync("bounce", Returned.Report(UserUnknown) + padding);
        var largest = await PostAsync("bounce", Returned.Report(UserUnknown) + new string('x', ReceiveFailure.LongestMessage - 10_000));
        var tooLarge = await PostAsync("bounce", new string('x', ReceiveFailure.LongestMessage));

        Assert.That(
            (failure.Status, bounce.Status, largest.Status, tooLarge.Status),
            Is.EqualTo((413, 200, 200, 413)));
    }

    private Task<Wire.Answer> PostAsync(string type, string message, AppProcess? app = null) => Wire.PostAsync(
        app ?? World.App,
        $"id={_id}&type={type}&time={_time}&{(type == "abuse" ? "emailfrom=fbl%40provider.example" : $"recipient={_recipient}")}&mime={WebUtility.UrlEncode(message.ReplaceLineEndings("\r\n"))}");

    private Task<Wire.Answer> FailAsync() => Wire.PostAsync(
        World.App, $"id={_id}&type=failure&time={_time + 3}&recipient={_recipient}&action=failed&state=bounce&extended=5.1.1&description=smtp%3B+550+5.1.1+User+unknown");

    private async Task<List<Azure.Data.Tables.TableEntity>> FailuresAsync() =>
        [.. (await Wire.RowsAsync(_recipient)).Where(row => row.ContainsKey(Column.EventId))];

    private async Task<List<byte[]>> KeptAsync(string cause) =>
    [
        .. (await Wire.RowsAsync(TableNames.Rejected, $"Cause eq '{cause}'")).Select(row => (byte[])row[Column.Body])
            .Where(body => Encoding.UTF8.GetString(body).Contains(_id, StringComparison.Ordinal)),
    ];
}
