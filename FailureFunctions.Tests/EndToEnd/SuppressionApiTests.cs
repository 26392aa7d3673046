using System.Text.Json.Nodes;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The suppression list over real HTTP: docs/suppression.md.</summary>
[TestFixture]
internal sealed class SuppressionApiTests
{
    [Test]
    public async Task An_address_of_which_nothing_is_known_is_not_suppressed()
    {
        var answer = await Suppressed.PostAsync("lookup", new { recipient = Suppressed.NewRecipient() });

        Assert.That((answer.Status, answer.ContentType), Is.EqualTo((200, "application/json")), answer.Text);
        Assert.That(
            (answer.Json["suppressed"]!.GetValue<bool>(), Suppressed.StateOf(answer), answer.Json["version"]!.GetValue<int>()),
            Is.EqualTo((false, "none", 0)));
        Assert.That(answer.Json["failures"]!.AsArray().Concat(answer.Json["decisions"]!.AsArray()), Is.Empty);
    }

    [Test]
    public async Task What_is_decided_is_looked_up_with_who_decided_it_newest_first()
    {
        var recipient = Suppressed.NewRecipient();
        var added = await Suppressed.PostAsync("add", new { recipient, actor = "Anna", note = "asked by phone" });
        await Suppressed.DecideAsync("release", recipient);

        var found = (await Suppressed.PostAsync("lookup", new { recipient })).Json;

        Assert.That(
            (added.Json["suppressed"]!.GetValue<bool>(), added.Json["origin"]!.GetValue<string>(), added.Json["until"]),
            Is.EqualTo((true, "manual", (JsonNode?)null)));
        Assert.That(found["state"]!.GetValue<string>(), Is.EqualTo("released"));
        Assert.That(found["decisions"]!.AsArray().Select(decision => decision!["kind"]!.GetValue<string>()), Is.EqualTo(["release", "add"]));
        Assert.That(
            (found["decisions"]![1]!["actor"]!.GetValue<string>(), found["decisions"]![1]!["note"]!.GetValue<string>()),
            Is.EqualTo(("Anna", "asked by phone")));
    }

    [TestCase("add")]
    [TestCase("release")]
    [TestCase("protect")]
    public async Task A_decision_again_changes_nothing(string operation)
    {
        var recipient = Suppressed.NewRecipient();
        var first = await Suppressed.DecideAsync(operation, recipient);

        var second = await Suppressed.PostAsync(operation, new { recipient, actor = "other", version = 0 });

        Assert.That((second.Status, second.Json["outcome"]!.GetValue<string>()), Is.EqualTo((200, "unchanged")), second.Text);
        first.Json["outcome"] = null;
        Assert.That(second.Json["version"]!.GetValue<int>(), Is.EqualTo(first.Json["version"]!.GetValue<int>()));
        Assert.That(second.Json["decisions"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_decision_on_another_version_than_the_callers_is_refused()
    {
        var recipient = Suppressed.NewRecipient();
        await Suppressed.DecideAsync("add", recipient);

        var answer = await Suppressed.PostAsync("release", new { recipient, actor = "test", version = 0 });

        AnswerTests.AssertProblem(answer, 409, "suppression-changed");
        Assert.That(answer.Json["version"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.True);
        Assert.That((await Suppressed.PostAsync("release", new { recipient, actor = "test", version = 1 })).Status, Is.EqualTo(200));
    }

    [TestCase(8)]
    [TestCase(16)]
    public async Task Everybody_who_decides_about_one_address_at_once_is_served_and_the_last_decision_counts(int decisions)
    {
        var recipient = Suppressed.NewRecipient();
        string[] operations = ["add", "release", "protect"];

        var answers = await Task.WhenAll(Enumerable.Range(0, decisions).Select(i =>
            Suppressed.PostAsync(operations[i % 3], new { recipient, actor = $"test {i}" })));

        Assert.That(answers.Select(answer => answer.Status), Has.All.EqualTo(200));
        var found = (await Suppressed.PostAsync("lookup", new { recipient })).Json;
        var decided = found["decisions"]!.AsArray();
        Assert.That(decided, Has.Count.EqualTo(answers.Count(answer => answer.Json["outcome"]!.GetValue<string>() == "applied")));
        Assert.That(decided.Select(decision => decision!["at"]!.GetValue<DateTime>()), Is.Ordered.Descending.And.Unique);
        Assert.That(
            found["suppressed"]!.GetValue<bool>(),
            Is.EqualTo(decided.Select(decision => decision!["kind"]!.GetValue<string>()).First(kind => kind != "protect") == "add"));
    }

    [Test]
    public async Task A_protected_address_is_not_suppressed_by_a_failure_until_the_protection_ends()
    {
        var recipient = Suppressed.NewRecipient();
        await Suppressed.DecideAsync("protect", recipient);
        await Wire.PostAsync(World.App, Wire.Notification(recipient.Split('@')[0], $"&state=rcptto&code=550&extended=5.1.1&time={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}"));

        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.False);
        var ended = await Suppressed.PostAsync("protect", new { recipient, @protected = false, actor = "test" });

        Assert.That(ended.Json["outcome"]!.GetValue<string>(), Is.EqualTo("applied"), ended.Text);
    }

    [Test]
    public async Task A_protected_domain_protects_its_addresses()
    {
        var domain = $"d{Guid.NewGuid():N}.example";

        var answer = await Suppressed.PostAsync("protect", new { domain = "@" + domain.ToUpperInvariant(), actor = "test" });

        Assert.That((answer.Status, answer.Json["domain"]!.GetValue<string>()), Is.EqualTo((200, domain)), answer.Text);
        Assert.That(Suppressed.StateOf(await Suppressed.PostAsync("lookup", new { recipient = "jan@" + domain })), Is.EqualTo("protected"));
        var again = await Suppressed.PostAsync("protect", new { domain, actor = "test" });
        Assert.That(again.Json["outcome"]!.GetValue<string>(), Is.EqualTo("unchanged"));
        var stale = await Suppressed.PostAsync("protect", new { domain, actor = "test", @protected = false, version = 7 });
        AnswerTests.AssertProblem(stale, 409, "suppression-changed");
    }

    [TestCase("add", """{"actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b.nl"}""", "actor")]
    [TestCase("add", """{"recipient":"jan","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"@b.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a b@c.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b..nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b.nl, c@d.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b.nl;c@d.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b@c.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"Jan<a@b.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"\"a@b.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a\u200B@b.nl","actor":"x"}""", "recipient")]
    [TestCase("protect", """{"recipient":"\uFEFFa@b.nl","actor":"x"}""", "recipient")]
    [TestCase("add", """{"recipient":"a@b.nl","actor":"x","version":-1}""", "version")]
    [TestCase("add", """{"recipient":"a@b.nl","actor":"x","version":"1"}""", "version")]
    [TestCase("add", """{"recipient":"a@b.nl","actor":"x\ny","note":"\u0000"}""", "actor note")]
    [TestCase("release", """{"recipient":"a@b.nl","actor":"x","at":"2099-01-01T00:00:00Z"}""", "body")]
    [TestCase("release", """{"recipient":" ","actor":" "}""", "recipient actor")]
    [TestCase("protect", """{"recipient":"a@b.nl","domain":"b.nl","actor":"x"}""", "domain")]
    [TestCase("protect", """{"domain":"","actor":"x"}""", "domain")]
    [TestCase("protect", """{"domain":"b c.nl","actor":"x"}""", "domain")]
    [TestCase("protect", """{"domain":"jan@b.nl","actor":"x"}""", "domain")]
    [TestCase("protect", """{"domain":"a@b.nl","actor":"x","protected":"no"}""", "protected")]
    [TestCase("lookup", """{"recipient":["a@b.nl"]}""", "recipient")]
    public async Task A_request_that_cannot_be_used_changes_nothing_and_says_which_member_is_wrong(string operation, string body, string fields) =>
        AssertErrors(await Suppressed.PostTextAsync(operation, body), fields);

    [TestCase("\"a@b, c\"@example.nl", ExpectedResult = 400, Description = "blanks are refused even in quotes")]
    [TestCase("\"a@b,c\"@example.nl", ExpectedResult = 200)]
    [TestCase("o'brien+x=y#1/2{3}@example.nl", ExpectedResult = 200)]
    [TestCase("نام\u200Cها@example.nl", ExpectedResult = 200, Description = "a joiner that Persian words have")]
    public async Task<int> An_unusual_address_that_is_valid_can_be_added(string recipient) =>
        (await Suppressed.PostAsync("add", new { recipient, actor = "test" })).Status;

    [Test]
    public async Task Addresses_and_notes_have_a_greatest_length()
    {
        var recipient = new string('a', 254 - "@example.nl".Length) + "@example.nl";
        Assert.That((await Suppressed.PostAsync("add", new { recipient, actor = new string('x', 64), note = new string('n', 500) })).Status, Is.EqualTo(200));

        AssertErrors(
            await Suppressed.PostAsync("add", new { recipient = "a" + recipient, actor = new string('x', 65), note = new string('n', 501) }),
            "recipient actor note");
        AssertErrors(await Suppressed.PostAsync("lookup", new { recipient = new string('a', 2_049) }), "recipient");
    }

    [Test]
    public async Task Four_mebibytes_of_nonsense_are_refused()
    {
        var nonsense = new string('x', 4 * 1024 * 1024);

        AssertErrors(await Suppressed.PostTextAsync("check", nonsense), "body");
        AnswerTests.AssertProblem(await Suppressed.PostTextAsync("check", nonsense + "x"), 413, "content-too-large");
        AnswerTests.AssertProblem(await Suppressed.PostTextAsync("lookup", nonsense), 413, "content-too-large");
    }

    [Test]
    public async Task Without_tables_the_answer_is_503_and_names_no_address()
    {
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
        {
            // Refused at once, and not tried again: no such account.
            ["FailureTables"] = World.Azurite.ConnectionString.Replace("devstoreaccount1", "otheraccount", StringComparison.Ordinal),
        });

        foreach (var (operation, body) in new[] { ("lookup", """{"recipient":"a@b.nl"}"""), ("check", """{"recipients":["a@b.nl"]}"""), ("add", """{"recipient":"a@b.nl","actor":"x"}""") })
        {
            var answer = await Suppressed.PostTextAsync(operation, body, app: app);
            AnswerTests.AssertProblem(answer, 503, "suppressions-unavailable");
            Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }
    }

    internal static void AssertErrors(Wire.Answer answer, string fields)
    {
        AnswerTests.AssertProblem(answer, 400, "invalid-suppression-request");
        Assert.That(string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => error!["field"])), Is.EqualTo(fields), answer.Text);
    }
}
