using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What is answered while something that the app needs is unavailable.</summary>
internal sealed class OutageTests
{
    // Port 1 of the loopback address: nobody listens there.
    public const string NoTables =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm90IGEga2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

    public const string NoBus =
        "Endpoint=sb://localhost:1;SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true;";

    [Test]
    public async Task Without_tables_nothing_is_acknowledged_and_the_sender_is_asked_to_come_again()
    {
        await using var app = await StartAsync("FailureTables", NoTables);

        var answer = await Wire.PostAsync(app, Wire.Notification("no-tables"));

        AnswerTests.AssertProblem(answer, 503, "storage-unavailable");
        Assert.That(answer.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        await AssertNothingPublishedAsync("no-tables-id");
    }

    [Test]
    public async Task Without_tables_what_cannot_be_read_is_not_acknowledged_either()
    {
        await using var app = await StartAsync("FailureTables", NoTables);

        AnswerTests.AssertProblem(await Wire.PostAsync(app, "type=failure"), 503, "storage-unavailable");
    }

    [Test]
    public async Task Without_bus_a_notification_is_queued_with_its_row_and_a_pointer_to_it()
    {
        await using var app = await StartAsync("FailureBus", NoBus);

        var answer = await Wire.PostAsync(app, Wire.Notification("no-bus"));

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((202, "queued")), answer.Text);
        var row = (await Wire.RowsAsync("no-bus@example.nl")).Single();
        Assert.That(row.ContainsKey(Column.PublishedAt), Is.False);
        Assert.That(await Wire.RowsAsync(TableNames.Outbox, $"FailureRowKey eq '{row.RowKey}'"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_queued_is_published_when_it_is_reported_again()
    {
        await using (var app = await StartAsync("FailureBus", NoBus))
            Assert.That((await Wire.PostAsync(app, Wire.Notification("queued"))).Outcome, Is.EqualTo("queued"));

        var again = await Wire.PostAsync(World.App, Wire.Notification("queued"));

        Assert.That(again.Status, Is.EqualTo(200), again.Text);
        await World.Subscriber.WaitForAsync(again.EventId);
        Assert.That(await Wire.RowsAsync("queued@example.nl"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_name_servers_whether_a_call_is_genuine_cannot_be_told_and_it_is_put_off()
    {
        await using var dns = new TestDnsServer { Behaviour = DnsBehaviour.ServFail };
        await using var app = await StartAsync("Copernica__NameServers", dns.EndPoint.ToString());
        var draft = new RequestDraft { Now = DateTimeOffset.UtcNow, Host = app.Host, KeyId = "two._domainkey.copernica.com" };

        var answer = await Wire.SendAsync(app, Wire.Of(draft.Build()));

        AnswerTests.AssertProblem(answer, 503, "signing-key-unavailable");
        Assert.That(answer.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
    }

    private static Task<AppProcess> StartAsync(string setting, string value) =>
        AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { [setting] = value });

    private static async Task AssertNothingPublishedAsync(string mail)
    {
        var last = await Wire.PostAsync(World.App, Wire.Notification($"after-{mail}"));
        await World.Subscriber.WaitForAsync(last.EventId);
        Assert.That(World.Subscriber.Received.Select(message => message.CorrelationId), Has.None.EqualTo(mail));
    }
}
