using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Bounces;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>From the notification to what finds it again, and to what a delivery ends, on Azurite, the emulator and Microsoft's worker.</summary>
[TestFixture]
internal sealed class FindTests
{
    private AppProcess _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
    {
        [World.UpdaterIsDisabled] = null,
        ["Copernica__Deliveries"] = "ClearStrikes",
    });

    [OneTimeTearDown]
    public ValueTask StopAsync() => _app.DisposeAsync();

    [Test]
    public async Task A_failure_is_found_by_recipient_message_and_tag_and_tells_whose_a_redacted_complaint_is()
    {
        var name = $"{Guid.NewGuid():N}";
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 5; i++)
        {
            var answer = await Wire.PostAsync(
                _app, $"id={name}-{i}&type=failure&time={now.ToUnixTimeSeconds() - i}&recipient={i}-{name}%40example.nl&action=failure&state=rcptto&code=452&tags[]=x&tags[]={name}");
            Assert.That(answer.Outcome, Is.EqualTo("recorded"), answer.Text);
        }
        await _app.RunNowAsync("UpdateSuppressions");

        foreach (var what in new object[] { new { recipient = $"<3-{name.ToUpperInvariant()}@Example.NL>" }, new { messageId = $"{name}-3" } })
            Assert.That(await FoundAsync(what), Is.EqualTo(new[] { $"{name}-3" }));
        var day = new { tag = name, from = $"{now.AddDays(-1):yyyy-MM-dd}", to = $"{now.AddDays(1):yyyy-MM-dd}", pageSize = 2 };
        Assert.That(await FoundAsync(day), Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"{name}-{i}")));
        Assert.That(await FoundAsync(new { messageId = "unknown" }), Is.Empty);
        var link = (await Wire.RowsAsync(TableNames.Links, $"FailurePartitionKey eq '3-{name}@example.nl'")).First();
        Assert.That(link.Keys, Has.None.EqualTo(Column.Recipient));

        var complaint = await Wire.PostAsync(
            _app,
            $"id={name}-3&type=abuse&emailfrom=fbl%40provider.example&time={now.ToUnixTimeSeconds()}&mime={WebUtility.UrlEncode(Returned.Complaint("Feedback-Type: abuse", "To: redacted\nSubject: x\n\nx"))}");

        Assert.That(complaint.Outcome, Is.EqualTo("recorded"), complaint.Text);
        Assert.That((await Wire.RowsAsync($"3-{name}@example.nl")).Select(row => row[Column.Kind]), Is.EquivalentTo(new[] { "synchronous", "complaint" }));
    }

    [Test]
    public async Task A_delivery_ends_a_probation_if_the_setting_says_so()
    {
        var recipient = Suppressed.NewRecipient();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var delivery = $"id=d&type=delivery&time={now}&recipient={recipient}&code=250";
        Assert.That((await Wire.PostAsync(_app, delivery)).Outcome, Is.EqualTo("delivered"));
        Assert.That(await Wire.RowsAsync(TableNames.Suppressions, $"PartitionKey eq '{recipient}'"), Is.Empty);
        await Wire.PostAsync(_app, $"id=f&type=failure&time={now - 60}&recipient={recipient}&action=failure&state=rcptto&code=550&extended=5.1.1&description=User+unknown");
        await _app.RunNowAsync("UpdateSuppressions");
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.True);

        var late = await Wire.PostAsync(_app, delivery.Replace($"{now}", $"{now - 120}", StringComparison.Ordinal));
        var cleared = await Wire.PostAsync(_app, delivery.Replace("id=d", "id=e", StringComparison.Ordinal));
        var repeated = await Wire.PostAsync(_app, delivery.Replace("id=d", "id=g", StringComparison.Ordinal));

        Assert.That((late.Outcome, cleared.Outcome, repeated.Outcome, cleared.Status), Is.EqualTo(("delivered", "cleared", "delivered", 200)));
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.False);
        Assert.That((await Wire.PostAsync(_app, $"{delivery}&x={new string('x', 70_000)}")).Status, Is.EqualTo(413));
        AnswerTests.AssertProblem(await Wire.PostAsync(_app, "id=d&type=delivery"), 400, "unreadable-notification");
        AnswerTests.AssertProblem(await Wire.PostAsync(World.App, delivery), 422, "not-a-failure");
        AnswerTests.AssertProblem(await Wire.PostAsync(World.App, "id=d&type=delivery"), 422, "not-a-failure");
    }

    [TestCase("""{}""", "body")]
    [TestCase("""{"recipient":"a@b.nl","tag":"x"}""", "body")]
    [TestCase("""{"recipient":" "}""", "recipient")]
    [TestCase("""{"messageId":""}""", "messageId")]
    [TestCase("""{"messageId":"x","from":"2024-06-03"}""", "from")]
    [TestCase("""{"tag":"x","to":"2024-06-03"}""", "from")]
    [TestCase("""{"tag":"x","from":"2024-06-03"}""", "to")]
    [TestCase("""{"tag":"x","from":"3-6-2024","to":"2024-06-04"}""", "from")]
    [TestCase("""{"tag":"x","from":"2024-06-03","to":"2024-06-03"}""", "from")]
    [TestCase("""{"tag":"x","from":"2024-06-03","to":"2024-07-05"}""", "to")]
    [TestCase("""{"messageId":"x","pageSize":0}""", "pageSize")]
    [TestCase("""{"messageId":"x","pageSize":201}""", "pageSize")]
    [TestCase("""{"messageId":"x","pageSize":"many"}""", "pageSize")]
    [TestCase("""{"messageId":"x","continuation":"AAAAAAAAAAAAAAAA"}""", "continuation")]
    [TestCase("""{"messageID":"x"}""", "body")]
    public async Task A_request_that_cannot_be_used_names_the_member(string body, string field)
    {
        var answer = await PostAsync(body);

        AnswerTests.AssertProblem(answer, 400, "invalid-find-request");
        Assert.That(answer.Json["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>()), Is.EqualTo([field]), answer.Text);
    }

    // The ids of the messages on all pages.
    private static async Task<List<string>> FoundAsync(object what)
    {
        var found = new List<string>();
        var request = JsonSerializer.SerializeToNode(what)!.AsObject();
        JsonNode answer;
        do
        {
            answer = (await PostAsync(request.ToJsonString())).Json;
            found.AddRange(answer["failures"]!.AsArray().Select(failure => failure!["mail"]!["id"]!.GetValue<string>()));
            request["continuation"] = answer["continuation"]?.GetValue<string>();
        }
        while (request["continuation"] is not null);
        return found;
    }

    private static async Task<Wire.Answer> PostAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{World.App.Host}/api/failures/find")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", "application/json" } } },
        };
        var answer = await Wire.SendAsync(World.App, request);
        await OpenApi.AssertDescribedAsync("post", "/failures/find", answer);
        return answer;
    }
}
