using Azure;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Checks of many addresses over real HTTP.</summary>
[TestFixture]
internal sealed class SuppressionCheckTests
{
    [Test]
    public async Task A_check_answers_in_the_order_given_and_any_format_of_an_address_meets_the_same_key()
    {
        var name = Guid.NewGuid().ToString("N");
        await Suppressed.DecideAsync("add", $"{name}@exämple.nl");
        string[] recipients = [$"{name}@exämple.nl", "other@example.nl", $" <{name.ToUpperInvariant()}@EXÄMPLE.nl> ", $"{name}@xn--exmple-cua.nl", $"{name}@exämple.nl"];

        var answer = await Suppressed.PostAsync("check", new { recipients });

        var results = answer.Json["results"]!.AsArray();
        Assert.That(results.Select(result => result!["recipient"]!.GetValue<string>()), Is.EqualTo(recipients));
        Assert.That(results.Select(result => result!["suppressed"]!.GetValue<bool>()), Is.EqualTo([true, false, true, true, true]));
        Assert.That(results[0]!["origin"]!.GetValue<string>(), Is.EqualTo("manual"));
    }

    [Test]
    public async Task A_check_takes_a_thousand_addresses_and_no_more()
    {
        var thousand = Thousand();

        var answer = await Suppressed.PostAsync("check", new { recipients = thousand });
        Assert.That((answer.Status, answer.Json["results"]?.AsArray().Count), Is.EqualTo((200, 1_000)), answer.Text[..Math.Min(answer.Text.Length, 500)]);

        SuppressionApiTests.AssertErrors(await Suppressed.PostAsync("check", new { recipients = thousand.Append("one@example.nl") }), "recipients");
    }

    /// <summary>Tables that serve one request at a time: as Azurite does on a machine that is busy.</summary>
    [Test]
    public async Task A_check_of_a_thousand_is_one_round_of_reads_and_a_notification_meanwhile_does_not_wait_for_them()
    {
        await using var tables = new TablesProxy(World.Azurite.ConnectionString);
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { ["FailureTables"] = tables.ConnectionString });
        await Suppressed.PostAsync("check", new { recipients = new[] { Suppressed.NewRecipient() } }, app);
        tables.Pause = TimeSpan.FromMilliseconds(5);
        tables.MostAtOnce = 0;

        var check = Suppressed.PostAsync("check", new { recipients = Thousand() }, app);
        while (!check.IsCompleted && tables.MostAtOnce < 100)
            await Task.Delay(10);
        var notification = await Wire.PostAsync(app, Wire.Notification($"busy-{Guid.NewGuid():N}"));

        Assert.That(check.IsCompleted, Is.False);
        Assert.That(notification.Status, Is.EqualTo(200), notification.Text);
        var answer = await check;
        Assert.That((answer.Status, answer.Json["results"]?.AsArray().Count), Is.EqualTo((200, 1_000)), answer.Text[..Math.Min(answer.Text.Length, 500)]);
        Assert.That(tables.MostAtOnce, Is.InRange(100, 150));
        Assert.That(app.LogText, Does.Not.Contain("are paused"));
    }

    [Test]
    public async Task A_check_names_an_address_whose_row_cannot_be_read_as_one_not_to_mail_and_answers_the_others()
    {
        string[] recipients = [Suppressed.NewRecipient(), Suppressed.NewRecipient(), Suppressed.NewRecipient()];
        await Suppressed.DecideAsync("release", recipients[1]);
        await Suppressed.DecideAsync("add", recipients[2]);
        await World.Tables.GetTableClient(TableNames.Suppressions).UpdateEntityAsync(
            new TableEntity(recipients[1], SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" }, ETag.All);

        var answer = await Suppressed.PostAsync("check", new { recipients });

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(answer.Json["unreadable"]?.GetValue<int>(), Is.EqualTo(1));
        Assert.That(answer.Json["results"]!.AsArray().Select(Suppressed.BriefOf), Is.EqualTo(new[]
        {
            (recipients[0], false, "none"), (recipients[1], true, "unreadable"), (recipients[2], true, "suppressed"),
        }));
        Assert.That(answer.Json["results"]![1]!["detail"]!.GetValue<string>(), Does.Contain("column Decisions"));
        AnswerTests.AssertProblem(await Suppressed.PostAsync("lookup", new { recipient = recipients[1] }), 500, "suppression-unreadable");
    }

    [TestCase("", "body")]
    [TestCase("[]", "body")]
    [TestCase("""{"jan@example.nl":1}""", "body")]
    [TestCase("{}", "recipients")]
    [TestCase("null", "recipients")]
    [TestCase("""{"recipients":[]}""", "recipients")]
    [TestCase("""{"recipients":"a@b.nl"}""", "recipients")]
    [TestCase("""{"recipients":["a@b.nl"],"recipients":[]}""", "recipients")]
    [TestCase("""{"recipients":["a@b.nl",7]}""", "recipients[1]")]
    [TestCase("""{"recipients":["a@b.nl",null,"  ","<>"]}""", "recipients[1] recipients[2] recipients[3]")]
    [TestCase("""{"recipients":["\ud800@b.nl"]}""", "recipients[0]")]
    public async Task A_check_that_cannot_be_read_says_which_address_is_wrong(string body, string fields) =>
        SuppressionApiTests.AssertErrors(await Suppressed.PostTextAsync("check", body), fields);

    private static string[] Thousand() => [.. Enumerable.Range(0, 1_000).Select(i => $"a{i}-{Suppressed.NewRecipient()}")];
}
