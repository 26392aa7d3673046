using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The release of an outage's addresses, and the rebuild, over real HTTP.</summary>
[TestFixture]
internal sealed class SuppressionMaintenanceTests
{
    private const string Outage = """{"domain":"example.nl","reason":"mailbox-unknown","from":"2020-12-14","until":"2020-12-16T00:00:00Z","actor":"test"}""";

    [Test]
    public async Task Nobody_is_released_without_apply_or_who_was_suppressed_otherwise()
    {
        var domain = $"d{Guid.NewGuid():N}.example";
        await Suppressed.DecideAsync("add", "jan@" + domain);

        var dry = await Suppressed.PostTextAsync("release-many", With(Outage, "domain", domain));
        var applied = await Suppressed.PostTextAsync("release-many", With(With(Outage, "domain", domain), "apply", true));

        Assert.That(dry.Text, Is.EqualTo("""{"applied":false,"complete":true,"found":0,"released":0,"recipients":[]}"""));
        Assert.That(applied.Text, Is.EqualTo("""{"applied":true,"complete":true,"found":0,"released":0,"recipients":[]}"""));
        Assert.That(await Suppressed.IsSuppressedAsync("jan@" + domain), Is.True);
    }

    [TestCase("domain", null, "domain")]
    [TestCase("domain", "a b", "domain")]
    [TestCase("domain", "jan@example.nl", "domain")]
    [TestCase("reason", "gone", "reason")]
    [TestCase("actor", "", "actor")]
    [TestCase("from", null, "from")]
    [TestCase("from", "14-12-2020", "from")]
    [TestCase("from", "2020-12-16", "from")]
    [TestCase("until", "2020-12-16T00:00:00", "until")]
    [TestCase("until", "2099-01-01", "until")]
    [TestCase("apply", "yes", "apply")]
    [TestCase("continuation", "AAAAAAAAAAAAAAAA", "continuation")]
    [TestCase("recipient", "a", "body")]
    public async Task A_release_that_cannot_be_used_names_the_member(string member, string? value, string field) =>
        AssertError(await Suppressed.PostTextAsync("release-many", With(Outage, member, value)), field);

    [Test]
    public async Task A_rebuild_goes_through_everything_step_by_step()
    {
        string? continuation = null;
        JsonNode step;
        do
        {
            step = (await Suppressed.PostTextAsync("rebuild", JsonSerializer.Serialize(new { continuation }))).Json;
            continuation = step["continuation"]?.GetValue<string>();
        }
        while (continuation is not null);

        Assert.That(step["complete"]!.GetValue<bool>(), Is.True);
    }

    [TestCase("""{"continuation":"nonsense"}""", "continuation")]
    [TestCase("""{"continuation":7}""", "continuation")]
    [TestCase("""{"all":true}""", "body")]
    public async Task A_rebuild_that_cannot_be_used_names_the_member(string body, string field) =>
        AssertError(await Suppressed.PostTextAsync("rebuild", body), field);

    private static string With(string json, string member, JsonNode? value)
    {
        var changed = JsonNode.Parse(json)!;
        changed[member] = value;
        return changed.ToJsonString();
    }

    private static void AssertError(Wire.Answer answer, string field)
    {
        AnswerTests.AssertProblem(answer, 400, "invalid-suppression-request");
        Assert.That(answer.Json["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>()), Is.EqualTo([field]), answer.Text);
    }
}
