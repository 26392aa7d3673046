using System.Text;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What was rejected can be listed, and replayed after a fix: docs/rejected.md.</summary>
[TestFixture, NonParallelizable]
internal sealed class RejectedNotificationsTests
{
    [Test]
    public async Task What_was_rejected_is_listed_the_newest_first_with_what_was_wrong_and_the_body_as_text()
    {
        var unreadable = await Quarantine.RejectAsync("type=failure&recipient=listed%40example.nl&description=caf%C3%A9");
        var otherType = await Quarantine.RejectAsync("id=listed-bounce&type=open&recipient=listed%40example.nl");

        var answer = await Quarantine.GetAsync("limit=200");

        Assert.That((answer.Status, answer.ContentType), Is.EqualTo((200, "application/json")), answer.Text);
        var listed = answer.Json["notifications"]!.AsArray().Select(item => item!).ToList();
        var keys = listed.Select(item => Quarantine.Text(item, "id")).ToList();
        Assert.That(keys, Is.Ordered.Using<string>((a, b) => a[..10] == b[..10] ? string.CompareOrdinal(a, b) : string.CompareOrdinal(b, a)));
        var first = listed.Single(item => Quarantine.Text(item, "id") == Quarantine.IdOf(unreadable));
        Assert.That(Quarantine.Text(first, "cause"), Is.EqualTo("unreadable"));
        Assert.That(Quarantine.Text(first["errors"]!.AsArray().Single()!, "field"), Is.EqualTo("id"));
        Assert.That(Quarantine.Text(first, "account"), Is.EqualTo("account_1234"));
        Assert.That(Quarantine.Text(first, "contentType"), Is.EqualTo(Samples.Form));
        Assert.That(Quarantine.Text(first, "body"), Is.EqualTo("type=failure&recipient=listed%40example.nl&description=caf%C3%A9"));
        Assert.That(DateTimeOffset.Parse(Quarantine.Text(first, "receivedAt"), null), Is.EqualTo(unreadable.GetDateTimeOffset(Column.ReceivedAt)));
        Assert.That(first.AsObject().ContainsKey("replayedAt"), Is.False);
        Assert.That(
            Quarantine.Text(listed.Single(item => Quarantine.Text(item, "id") == Quarantine.IdOf(otherType)), "cause"),
            Is.EqualTo("other-type"));
    }

    [Test]
    public async Task A_notification_that_can_now_be_read_becomes_one_row_and_one_message_however_often_it_is_replayed()
    {
        var row = await Quarantine.RejectAsync("type=failure&recipient=fixed%40example.nl&code=550&state=rcptto&extended=5.1.1&sent=without-id");
        var id = Quarantine.IdOf(row);
        var before = await Quarantine.ReplayAsync(id);
        await Quarantine.AlterAsync(row, Column.Body, Encoding.UTF8.GetBytes(Wire.Notification("fixed", "&code=550")));

        var first = await Quarantine.ReplayAsync(id);
        var marked = await Quarantine.RowAsync(id);
        var second = await Quarantine.ReplayAsync(id);

        Assert.That((before.Status, Outcome(before), Outcome(first), Outcome(second)), Is.EqualTo((200, "unreadable", "recorded", "duplicate")), first.Text);
        var eventId = Quarantine.Text(first.Json, "eventId");
        Assert.That((marked[Column.ReplayOutcome], marked[Column.EventId]), Is.EqualTo(("recorded", eventId)));
        Assert.That(marked.GetDateTimeOffset(Column.ReplayedAt), Is.Not.Null);
        var stored = (await Wire.RowsAsync("fixed@example.nl")).Single();
        Assert.That(
            (stored[Column.EventId], stored[Column.Account], stored[Column.ReceivedAt]),
            Is.EqualTo((eventId, "account_1234", row[Column.ReceivedAt])));
        await World.AssertPublishedOnceAsync(eventId);
        // The same facts in a call of today are the same event.
        var call = await Wire.PostAsync(World.App, Wire.Notification("fixed", "&code=550"));
        Assert.That((call.Outcome, call.EventId), Is.EqualTo(("duplicate", eventId)));
    }

    [Test]
    public async Task Replays_of_one_notification_at_once_make_one_row_and_one_message()
    {
        var row = await Quarantine.RejectAsync("type=failure&note=replayed-at-once");
        await Quarantine.AlterAsync(row, Column.Body, Encoding.UTF8.GetBytes(Wire.Notification("replayed-at-once")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Quarantine.ReplayAsync(Quarantine.IdOf(row))));

        Assert.That(answers.Select(Outcome), Has.All.EqualTo("recorded").Or.EqualTo("duplicate"));
        var stored = (await Wire.RowsAsync("replayed-at-once@example.nl")).Single();
        await World.AssertPublishedOnceAsync((string)stored[Column.EventId]);
    }

    [Test]
    public async Task A_notification_that_is_still_rejected_says_why_today_and_its_row_too()
    {
        const string Day = "2023-02-01";
        var row = await Quarantine.RejectAsync("type=failure&note=still-rejected");
        await Quarantine.PutAsync(row, Day, "a", copy => copy[Column.Body] = "id=a"u8.ToArray());
        await Quarantine.PutAsync(row, Day, "b", copy => copy.Remove(Column.Body));

        var unreadable = await Quarantine.ReplayAsync($"{Day}/a");
        var rowUnreadable = await Quarantine.ReplayAsync($"{Day}/b");

        Assert.That(Outcome(unreadable), Is.EqualTo("unreadable"));
        Assert.That(Quarantine.Text(unreadable.Json["errors"]![0]!, "field"), Is.EqualTo("recipient"));
        var still = await Quarantine.RowAsync($"{Day}/a");
        Assert.That((string)still[Column.Errors], Does.Contain("recipient").And.Not.Contain("\"id\""));
        Assert.That((still[Column.ReplayOutcome], still.ContainsKey(Column.EventId)), Is.EqualTo(("unreadable", false)));
        Assert.That(Outcome(rowUnreadable), Is.EqualTo("row-unreadable"));
        Assert.That(Quarantine.Text(rowUnreadable.Json["errors"]![0]!, "message"), Does.Contain("Body is missing"));
        var listed = (await Quarantine.GetAsync($"from={Day}&to={Day}&replayed=false")).Json["notifications"]!.AsArray();
        Assert.That(listed.Select(item => item!.AsObject().ContainsKey("rowFault")), Is.EqualTo(new[] { false, true }));
        Assert.That(Quarantine.Text(listed[1]!, "rowFault"), Does.Contain("Body is missing"));
    }

    [TestCase("from=yesterday", "from")]
    [TestCase("from=2024-06-05&to=2024-06-04", "from")]
    [TestCase("from=2024-01-01&to=2024-12-31", "from")]
    [TestCase("to=2024-06-31", "to")]
    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("after=x", "after")]
    [TestCase("after=2024-06-05/a%23b", "after")]
    [TestCase("cause=any", "cause")]
    [TestCase("replayed=perhaps", "replayed")]
    [TestCase("replay=false", "replay")]
    public async Task A_query_that_cannot_be_used_is_answered_with_what_is_wrong(string query, string field)
    {
        var answer = await Quarantine.GetAsync(query);

        AnswerTests.AssertProblem(answer, 400, "invalid-query");
        Assert.That(Quarantine.Text(answer.Json["errors"]!.AsArray().Single()!, "field"), Is.EqualTo(field));
    }

    [TestCase("2024-06-05/none")]
    [TestCase("nonsense/none")]
    [TestCase("2024-06-05/'%20or%20''%20eq%20'")]
    public async Task An_id_that_no_rejected_notification_has_is_not_found(string id) =>
        AnswerTests.AssertProblem(await Quarantine.ReplayAsync(id), 404, "rejected-notification-unknown");

    [TestCase("to=0001-01-05")]
    [TestCase("from=9999-12-01&to=9999-12-31")]
    public async Task Days_at_the_ends_of_time_are_empty(string query) =>
        Assert.That((await Quarantine.GetAsync(query)).Json.ToJsonString(), Is.EqualTo("""{"notifications":[]}"""));

    private static string Outcome(Wire.Answer answer) => Quarantine.Text(answer.Json, "outcome");
}
