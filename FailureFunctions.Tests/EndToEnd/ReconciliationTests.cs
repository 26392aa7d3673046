using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using FailureFunctions.Infra.Webhook;
using FailureFunctions.Infra.Webhook.Tests;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Bounces;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What an outage has cost is found in Copernica's log, and recorded: docs/operate.md.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReconciliationTests
{
    private readonly string _name = $"{Guid.NewGuid():N}";
    private readonly DateTimeOffset _then = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddHours(-3);

    private string Recipient => $"{_name}@example.nl";

    [Test]
    public async Task An_outage_leaves_a_hole_that_is_listed_filled_and_not_filled_twice()
    {
        await using var copernica = await CopernicaStandIn.StartAsync();
        var other = $"{_name}-2";
        // Of the same second, by the webhook's clock.
        await FailAsync(other, _then.AddSeconds(1));
        copernica.Logs[$"cdm-error.{_then:yyyy-MM-dd}.log"] = $"[{LineOf(other, _then)},{LineOf(_name, _then)},{LineOf(_name, DateTimeOffset.UtcNow)}]";

        var (code, output) = await RunAsync(copernica);
        Assert.That((code, output), Is.EqualTo((ExitCode.Missing, output)));
        Assert.That(output, Does.Contain($"missing     {_then:yyyy-MM-dd HH:mm:ss}  {Recipient}  550  {_name}-id").And.Contain("3 lines: 1 missing, 1 present, 1 too-recent"));
        Assert.That(await FailuresAsync(), Is.Empty);

        (_, output) = await RunAsync(copernica, "--apply");
        Assert.That(output, Does.Contain("3 lines: 1 present, 1 recorded, 1 too-recent"));
        var row = (await FailuresAsync()).Single();
        Assert.That(
            (row[Column.Source], row[Column.Kind], row[Column.Reason], row[Column.OccurredAt], row[Column.MessageId], row[Column.Account], row.ContainsKey(Column.State)),
            Is.EqualTo(("log", "unknown", "mailbox-unknown", _then, $"{_name}-id", "account_1234", false)));
        var eventId = (string)row[Column.EventId];
        Assert.That(JsonNode.Parse((await World.Subscriber.WaitForAsync(eventId)).Body)!["source"]!.GetValue<string>(), Is.EqualTo("log"));

        (_, output) = await RunAsync(copernica, "--apply");
        Assert.That(output, Does.Contain("3 lines: 2 present, 1 too-recent"));

        var late = await FailAsync(_name, _then.AddSeconds(-2));
        Assert.That((late.Outcome, late.EventId), Is.EqualTo(("duplicate", eventId)));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(1));
        await World.AssertPublishedOnceAsync(eventId);
    }

    [Test]
    public async Task A_late_webhook_and_the_log_at_the_same_moment_are_one_failure()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 3 == 0
            ? (Task)ReconcileAsync("?apply=true", LineOf(_name, _then))
            : FailAsync(_name, _then.AddSeconds(1))));

        var row = (await FailuresAsync()).Single();
        Assert.That((await FailAsync(_name, _then.AddSeconds(1))).EventId, Is.EqualTo(row[Column.EventId]));
        await World.AssertPublishedOnceAsync((string)row[Column.EventId]);
    }

    [Test]
    public async Task A_bounce_of_the_log_is_that_of_the_webhook_for_bounces_though_its_time_is_another()
    {
        await ReconcileAsync("?apply=true", LineOf(_name, _then));

        var bounce = await Wire.PostAsync(
            World.App,
            $"id={_name}-id&type=bounce&time={_then.AddMinutes(7).ToUnixTimeSeconds()}&recipient={Recipient}&mime={Uri.EscapeDataString(Returned.Report("Final-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1").ReplaceLineEndings("\r\n"))}");

        Assert.That(bounce.Outcome, Is.EqualTo("duplicate"));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Each_line_has_its_outcome()
    {
        await FailAsync(_name, _then);

        var answer = await ReconcileAsync(
            "?apply=true&account=account-1234",
            LineOf(_name, _then),
            LineOf(_name, _then.AddHours(-1)),
            LineOf(_name, DateTimeOffset.UtcNow.AddMinutes(-119)),
            LineOf($"{_name}-3", _then),
            """{"id":"m","time":""");

        Assert.That(
            answer.Json["lines"]!.AsArray().Select(line => line!["outcome"]!.GetValue<string>()),
            Is.EqualTo(new[] { "present", "other-zone", "too-recent", "recorded", "invalid" }), answer.Text);
        Assert.That(answer.Json["lines"]![1]!["recordedAt"]!.GetValue<DateTime>(), Is.EqualTo(_then.UtcDateTime));
        Assert.That(await FailuresAsync(), Has.Count.EqualTo(1));
    }

    [TestCase("?apply=yes", 1, "apply must be true or false")]
    [TestCase("?account=1234", 1, "account is not an account; write kind and number, such as account_1234")]
    [TestCase("?account=account_9", 1, "account is none whose notifications the app takes: see Copernica__Accounts")]
    [TestCase("?x=1", 1, "query must have no other parameters than apply, account")]
    [TestCase("", 0, null)]
    [TestCase("", 501, null)]
    public async Task What_is_wrong_with_the_request_is_said(string query, int lines, string? error)
    {
        var answer = await ReconcileAsync(query, [.. Enumerable.Repeat("{}", lines)]);

        Assert.That((answer.Status, answer.ProblemType), Is.EqualTo((400, $"urn:problem-type:failurefunctions:{(error is null ? "invalid-reconciliation" : "invalid-query")}")), answer.Text);
        if (error is not null)
            Assert.That($"{answer.Json["errors"]![0]!["field"]} {answer.Json["errors"]![0]!["message"]}", Is.EqualTo(error));
    }

    private static string LineOf(string name, DateTimeOffset at) => JsonSerializer.Serialize(new
    {
        id = $"{name}-id",
        time = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        type = "error",
        status = "failed",
        description = "550 5.1.1 User unknown",
        code = "550",
        email = $"{name}@example.nl",
        tags = "news;june",
    });

    private static Task<Wire.Answer> FailAsync(string name, DateTimeOffset at) => Wire.PostAsync(
        World.App,
        string.Create(CultureInfo.InvariantCulture, $"id={name}-id&type=failure&time={at.ToUnixTimeSeconds()}&recipient={name}%40example.nl&action=failed&state=rcptto&code=550&extended=5.1.1"));

    private static async Task<Wire.Answer> ReconcileAsync(string query, params string[] lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{World.App.Host}/api/failures/reconcile{query}")
        {
            Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"),
        };
        var answer = await Wire.SendAsync(World.App, request);
        await OpenApi.AssertDescribedAsync("post", "/failures/reconcile", answer);
        return answer;
    }

    private async Task<(ExitCode Code, string Output)> RunAsync(CopernicaStandIn copernica, params string[] more)
    {
        var day = _then.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var place = Path.Combine(Path.GetTempPath(), $"{_name}.json");
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var command = new WebhookCommand(
            output, errors, TextReader.Null, name => name == AccessToken.Variable ? CopernicaStandIn.Token : null, TimeSpan.FromSeconds(60), TimeProvider.System);
        var code = await command.RunAsync(
            ["reconcile", "--from", day, "--to", day, "--url", $"http://{World.App.Host}/api", "--api", copernica.ApiOf(4), "--authenticate", copernica.Authentication, "--place", place, .. more],
            CancellationToken.None);
        Assert.That(errors.ToString(), Is.Empty);
        return ((ExitCode)code, output.ToString());
    }

    private async Task<List<TableEntity>> FailuresAsync() =>
        [.. (await Wire.RowsAsync(Recipient)).Where(row => row.ContainsKey(Column.EventId))];
}
