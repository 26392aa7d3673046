using System.Text;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What is answered to whom (docs/problems.md), and what is kept.</summary>
[TestFixture, NonParallelizable]
internal sealed class AnswerTests
{
    [Test]
    public async Task A_notification_is_recorded_stored_and_published()
    {
        var answer = await Wire.PostAsync(World.App, Wire.Notification("recorded"));

        Assert.That((answer.Status, answer.ContentType, answer.Outcome), Is.EqualTo((200, "application/json", "recorded")), answer.Text);
        var row = (await Wire.RowsAsync("recorded@example.nl")).Single();
        Assert.That((row["EventId"], row["Reason"], row["Code"]), Is.EqualTo((answer.EventId, "mailbox-unknown", 550)));
        var message = await World.Subscriber.WaitForAsync(answer.EventId);
        Assert.That(message.ApplicationProperties["reason"], Is.EqualTo("mailbox-unknown"));
        Assert.That(await Wire.RowsAsync(TableNames.Outbox, $"FailureRowKey eq '{row.RowKey}'"), Is.Empty);
        Assert.That(
            async () => (await Wire.RowsAsync("recorded@example.nl")).Single().ContainsKey(Column.PublishedAt), Is.True.After(5_000, 50), "marked after the answer");
    }

    [Test]
    public async Task The_same_notification_in_a_new_call_is_answered_as_duplicate()
    {
        var first = await Wire.PostAsync(World.App, Wire.Notification("twice"));
        var second = await Wire.PostAsync(World.App, Wire.Notification("twice"));

        Assert.That((first.Outcome, second.Outcome, second.Status), Is.EqualTo(("recorded", "duplicate", 200)));
        Assert.That(second.EventId, Is.EqualTo(first.EventId));
        Assert.That(await Wire.RowsAsync("twice@example.nl"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_function_key_in_the_URL_is_part_of_what_is_signed()
    {
        var body = Encoding.UTF8.GetBytes(Wire.Notification("function-key"));
        var altered = Wire.Sign(World.App, body, query: "?code=aGVsbG8%3D");
        altered.RequestUri = new Uri(World.App.Url + "?code=other");

        Assert.That((await Wire.SendAsync(World.App, altered)).Status, Is.EqualTo(401));
        Assert.That((await Wire.PostAsync(World.App, body, query: "?code=aGVsbG8%3D")).Outcome, Is.EqualTo("recorded"));
    }

    [Test]
    public async Task A_call_without_signature_is_unauthenticated_and_learns_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, World.App.Url)
        {
            Content = new StringContent(Wire.Notification("unsigned"), Encoding.UTF8, Samples.Form),
        };

        AssertUnauthenticated(await Wire.SendAsync(World.App, request));
        Assert.That(await Wire.RowsAsync("unsigned@example.nl"), Is.Empty);
    }

    [Test]
    public async Task A_wrong_signature_is_unauthenticated_and_learns_nothing()
    {
        var draft = new RequestDraft { Now = DateTimeOffset.UtcNow, Host = World.App.Host, Key = TestKey.Forgers };

        AssertUnauthenticated(await Wire.SendAsync(World.App, Wire.Of(draft.Build())));
    }

    [Test]
    public async Task A_stale_call_is_unauthenticated_and_told_to_look_at_the_clock()
    {
        var draft = new RequestDraft { Now = DateTimeOffset.UtcNow.AddMinutes(-6), Host = World.App.Host };

        var answer = await Wire.SendAsync(World.App, Wire.Of(draft.Build()));

        AssertUnauthenticated(answer);
        Assert.That(answer.Json["title"]!.GetValue<string>(), Does.Contain("clock"));
    }

    [Test]
    public async Task Missing_fields_are_named_and_the_notification_is_kept()
    {
        var marker = $"marker-{Guid.NewGuid():N}";

        var answer = await Wire.PostAsync(World.App, $"type=failure&note={marker}");

        AssertProblem(answer, 400, "unreadable-notification");
        Assert.That(answer.Json["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>()), Is.EquivalentTo((string[])["recipient", "id"]));
        Assert.That(answer.Json["errors"]!.AsArray().Select(error => error!["message"]!.GetValue<string>()), Has.All.Not.Empty);
        Assert.That(await RejectedBodiesAsync("unreadable"), Has.One.Contains(marker));
    }

    [Test]
    public async Task Another_type_is_unprocessable_and_the_notification_is_kept()
    {
        var answer = await Wire.PostAsync(World.App, Samples.Open);

        AssertProblem(answer, 422, "not-a-failure");
        Assert.That(await RejectedBodiesAsync("other-type"), Has.Some.EqualTo(Samples.Open));
    }

    [Test]
    public async Task A_chunked_body_needs_a_length()
    {
        var request = Wire.Sign(World.App, Encoding.UTF8.GetBytes(Wire.Notification("chunked")));
        request.Content!.Headers.ContentLength = null;
        request.Headers.TransferEncodingChunked = true;

        AssertProblem(await Wire.SendAsync(World.App, request), 411, "length-required");
        Assert.That(() => World.App.LogText, Does.Contain("Turned away: 1 request(s), cause length-required").After(5_000, 50));
    }

    [Test]
    public async Task A_body_of_64_KiB_is_read_and_one_byte_more_is_too_large()
    {
        var body = Wire.Notification("large", "&description=");
        body = body.PadRight(64 * 1024, 'a');

        Assert.That((await Wire.PostAsync(World.App, body)).Outcome, Is.EqualTo("recorded"));
        AssertProblem(await Wire.PostAsync(World.App, body + "a"), 413, "content-too-large");
    }

    [Test]
    public async Task Neither_form_nor_JSON_is_unreadable()
    {
        AssertProblem(await Wire.PostAsync(World.App, "<failure/>", "text/xml"), 400, "unreadable-notification");
    }

    [Test]
    public async Task An_ownership_file_is_served_to_anyone_and_no_other()
    {
        using var known = new HttpRequestMessage(HttpMethod.Get, $"http://{World.App.Host}/api/smtpeter-abcde.txt");
        using var other = new HttpRequestMessage(HttpMethod.Get, $"http://{World.App.Host}/api/smtpeter-fghij.txt");

        var answer = await Wire.SendAsync(World.App, known);
        Assert.That((answer.Status, answer.ContentType, answer.Text), Is.EqualTo((200, "text/plain", "the content that Copernica gives")));
        Assert.That((await Wire.SendAsync(World.App, other)).Status, Is.EqualTo(404));
    }

    private static void AssertUnauthenticated(Wire.Answer answer)
    {
        AssertProblem(answer, 401, "unauthenticated");
        Assert.That(answer.Json.AsObject().Select(member => member.Key), Is.EquivalentTo((string[])["type", "title", "status"]));
        Assert.That(answer.Text, Does.Not.Contain("account_1234").And.Not.Contain("SHA-256").And.Not.Contain("mismatch")
            .And.Not.Contain("localhost").And.Not.Contain(RequestDraft.GenuineKeyId).And.Not.Contain("example.nl"));
    }

    internal static void AssertProblem(Wire.Answer answer, int status, string name)
    {
        Assert.That((answer.Status, answer.ContentType), Is.EqualTo((status, "application/problem+json")), answer.Text);
        Assert.That(answer.ProblemType, Is.EqualTo($"urn:problem-type:failurefunctions:{name}"));
        Assert.That(answer.Json["status"]!.GetValue<int>(), Is.EqualTo(status));
        Assert.That(answer.Json["title"]!.GetValue<string>(), Is.Not.Empty);
        Assert.That(answer.Text, Does.Not.Contain("@").And.Not.Contain("   at "));
    }

    private static async Task<List<string>> RejectedBodiesAsync(string cause) =>
        [.. (await Wire.RowsAsync(TableNames.Rejected, $"Cause eq '{cause}'")).Select(row => Encoding.UTF8.GetString(row.GetBinary("Body")))];
}
