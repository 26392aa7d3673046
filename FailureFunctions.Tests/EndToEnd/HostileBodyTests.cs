using System.Text;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Authentic calls with bodies that nobody means well with: the documented answer, and never a fault of the app.</summary>
[TestFixture, NonParallelizable]
internal sealed class HostileBodyTests
{
    private static readonly string[] Recipients =
    [
        "a/b\\c#d?e%f@example.nl", "o'brien@example.nl", "'' or 1 eq 1", "\"quoted local\"@example.nl", "line\r\nbreak@example.nl", "nul\0@example.nl",
        "\u0001\u001f\u007f\u0085@example.nl", "josé@exämple.de", "用户@例子.广告", "💥@example.nl", "no-at-sign", "@", "a@b@c", "<a@example.nl>",
        "a@" + new string('x', 300) + ".nl", new string('y', 2_000) + "@example.nl", "a@-.example", "a@xn--.nl", "a@[127.0.0.1]", "ａ＠ｂ.nl", "..@..", "%00@%2f",
    ];

    [TestCaseSource(nameof(Recipients))]
    public async Task Any_recipient_is_recorded_under_a_key_that_finds_it(string recipient)
    {
        var body = $"id={Guid.NewGuid():N}&type=failure&state=rcptto&code=550&recipient={Uri.EscapeDataString(recipient)}";

        var answer = await Wire.PostAsync(World.App, body);

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "recorded")), answer.Text);
        Assert.That((await Wire.RowsAsync(recipient.Trim('<', '>'))).Select(row => row["EventId"]), Does.Contain(answer.EventId));
        await World.Subscriber.WaitForAsync(answer.EventId);
        SignedMatrixTests.AssertNoErrors();
    }

    [TestCase(Samples.Form)]
    [TestCase(Samples.Json)]
    public async Task Random_bytes_are_answered_400(string contentType)
    {
        var random = new Random(20260601);
        for (var i = 0; i < 25; i++)
        {
            var body = new byte[1 + random.Next(2_000)];
            random.NextBytes(body);
            AnswerTests.AssertProblem(await Wire.PostAsync(World.App, body, contentType), 400, "unreadable-notification");
        }

        SignedMatrixTests.AssertNoErrors();
    }

    [Test]
    public async Task Ten_thousand_fields_are_too_many()
    {
        var fields = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"&{i}="));
        Assert.That(fields, Has.Length.LessThan(64 * 1024));

        AnswerTests.AssertProblem(await Wire.PostAsync(World.App, "id=1&recipient=a%40b.nl" + fields), 400, "unreadable-notification");
    }

    [TestCase("%")]
    [TestCase("%4")]
    [TestCase("%zz")]
    [TestCase("%ff%fe")]
    [TestCase("%ed%a0%80")]
    [TestCase("+%u0041")]
    public async Task Broken_escapes_are_text_like_any_other(string escape)
    {
        var answer = await Wire.PostAsync(World.App, $"id={Guid.NewGuid():N}&recipient=escape%40example.nl&description=x{escape}&{escape}={escape}&state={escape}");

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "recorded")), answer.Text);
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("{")]
    [TestCase("{\"id\":{\"id\":{}}}")]
    public async Task JSON_that_is_no_notification_is_answered_400(string body) =>
        AnswerTests.AssertProblem(await Wire.PostAsync(World.App, body, Samples.Json), 400, "unreadable-notification");

    [Test]
    public async Task JSON_nested_without_end_is_answered_400() =>
        AnswerTests.AssertProblem(
            await Wire.PostAsync(World.App, $"{{\"x\":{new string('[', 30_000)}", Samples.Json), 400, "unreadable-notification");

    [Test]
    public async Task A_lone_surrogate_in_JSON_becomes_a_replacement_character()
    {
        var answer = await Wire.PostAsync(
            World.App, $$"""{"id":"{{Guid.NewGuid():N}}","recipient":"surrogate@example.nl","description":"\ud800x","state":"rcptto"}""", Samples.Json);

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "recorded")), answer.Text);
        var row = (await Wire.RowsAsync("surrogate@example.nl")).Single();
        Assert.That(row["Description"], Is.EqualTo("\ufffdx"));
    }

    [TestCase('a')]
    [TestCase('\u0001')]
    [TestCase('"')]
    public async Task A_description_that_fills_the_body_is_cut_stored_and_published(char filler)
    {
        var start = $"id={Guid.NewGuid():N}&recipient=description{(int)filler}%40example.nl&state=message&description=";
        var body = Encoding.UTF8.GetBytes(start.PadRight(64 * 1024, filler));

        var answer = await Wire.PostAsync(World.App, body);

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "recorded")), answer.Text);
        var row = (await Wire.RowsAsync($"description{(int)filler}@example.nl")).Single();
        Assert.That(row["Description"], Does.EndWith("… [cut]"));
        var message = await World.Subscriber.WaitForAsync(answer.EventId);
        Assert.That(message.Body.ToMemory().Length, Is.LessThanOrEqualTo(FailureEvent.LongestBody));
    }
}
