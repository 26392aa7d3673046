using System.Net.Http.Headers;
using System.Text;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Erasing a recipient over real HTTP.</summary>
[TestFixture, NonParallelizable]
internal sealed class ErasureEndpointTests
{
    [Test]
    public async Task A_recipient_is_erased_from_every_table_and_the_log_has_a_masked_address_only()
    {
        var name = $"erased-{Guid.NewGuid():N}";
        await Wire.PostAsync(World.App, Wire.Notification(name));
        await Wire.PostAsync(World.App, Wire.Notification(name, "&state=bounce"));
        await Wire.PostAsync(World.App, $"type=failure&recipient={name}%40example.nl");

        var answer = await EraseAsync($$"""{"address":"{{name.ToUpperInvariant()}}@example.nl"}""");

        Assert.That((answer.Status, answer.ContentType), Is.EqualTo((200, "application/json")), answer.Text);
        // Two failures, and the claim of the one that bounced.
        Assert.That(answer.Json["removed"]!.ToJsonString(), Is.EqualTo("""{"FailureOutbox":0,"Failures":3,"FailureLinks":0,"Suppressions":0,"RejectedNotifications":1,"Retention":0}"""));
        // A request or a replay may still be at work: everything is looked through again, later.
        Assert.That(answer.Json["complete"]!.GetValue<bool>(), Is.False);
        Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(answer.Json["retryAfter"]!.GetValue<int>())).And.GreaterThan(TimeSpan.FromSeconds(50)));
        var early = await EraseAsync($$"""{"address":"{{name}}@example.nl","continuation":"{{answer.Json["continuation"]!.GetValue<string>()}}"}""");
        Assert.That((early.Status, early.Json["complete"]!.GetValue<bool>()), Is.EqualTo((200, false)), early.Text);
        Assert.That(await Wire.RowsAsync($"{name}@example.nl"), Is.Empty);
        Assert.That(() => World.App.LogText, Does.Contain("Erasure of e…@example.nl: ").After(5_000, 50));
        Assert.That(World.App.LogText, Does.Not.Contain(name));
    }

    [Test]
    public async Task Nothing_found_is_complete_with_zeros()
    {
        var answer = await EraseAsync("""{"address":"nobody-at-all@example.nl"}""");

        Assert.That(
            (answer.Status, answer.Text),
            Is.EqualTo((200, """{"complete":true,"removed":{"FailureOutbox":0,"Failures":0,"FailureLinks":0,"Suppressions":0,"RejectedNotifications":0,"Retention":0}}""")));
    }

    [TestCase("", "body")]
    [TestCase("{", "body")]
    [TestCase("null", "address")]
    [TestCase("[]", "body")]
    [TestCase("address=a%40b.nl", "body")]
    [TestCase("""{"address":"a@b.nl","address":"c@d.nl"}""", "address")]
    [TestCase("""{"address":"\ud800@b.nl"}""", "address")]
    [TestCase("""{}""", "address")]
    [TestCase("""{"address":null}""", "address")]
    [TestCase("""{"address":"  "}""", "address")]
    [TestCase("""{"address":7}""", "address")]
    [TestCase("""{"address":["a@b.nl"]}""", "address")]
    [TestCase("""{"adress":"a@b.nl"}""", "body")]
    [TestCase("""{"jan@example.nl":"address"}""", "body")]
    [TestCase("""{"address":"a@b.nl","continuation":true}""", "continuation")]
    [TestCase("""{"address":"a@b.nl","continuation":"nonsense"}""", "continuation")]
    public async Task A_request_that_cannot_be_read_erases_nothing_and_says_what_to_fix(string body, string field)
    {
        var answer = await EraseAsync(body);

        AnswerTests.AssertProblem(answer, 400, "invalid-erasure-request");
        var error = answer.Json["errors"]!.AsArray().Single()!;
        Assert.That(error["field"]!.GetValue<string>(), Is.EqualTo(field));
        Assert.That(error["message"]!.GetValue<string>(), Is.Not.Empty);
    }

    [Test]
    public async Task A_huge_body_is_too_large_and_a_deep_one_is_invalid()
    {
        AnswerTests.AssertProblem(await EraseAsync($$"""{"address":"{{new string('a', 64 * 1024)}}"}"""), 413, "content-too-large");
        AnswerTests.AssertProblem(await EraseAsync($$"""{"address":{{new string('[', 30_000)}}"""), 400, "invalid-erasure-request");
    }

    [Test]
    public async Task Without_tables_not_everything_is_erased_and_the_call_is_to_be_repeated()
    {
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
        {
            // Refused at once, and not tried again: no such account.
            ["FailureTables"] = World.Azurite.ConnectionString.Replace("devstoreaccount1", "otheraccount", StringComparison.Ordinal),
        });

        var answer = await EraseAsync("""{"address":"a@example.nl"}""", app);

        AnswerTests.AssertProblem(answer, 503, "erasure-interrupted");
        Assert.That(answer.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Json["complete"]!.GetValue<bool>(), Is.False);
        Assert.That(answer.Json["removed"]![TableNames.Failures]!.GetValue<int>(), Is.Zero);
        Assert.That(answer.Json["continuation"]!.GetValue<string>(), Is.Not.Empty);
        Assert.That(answer.Text, Does.Not.Contain("a@example.nl").And.Not.Contain("otheraccount"));
    }

    private static async Task<Wire.Answer> EraseAsync(string body, AppProcess? app = null)
    {
        app ??= World.App;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{app.Host}/api/erasures")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        return await Wire.SendAsync(app, request);
    }
}
