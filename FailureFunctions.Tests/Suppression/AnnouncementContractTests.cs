using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;
using NJsonSchema;

namespace FailureFunctions.Tests.Suppression;

/// <summary>Announcement, JSON schemas, AsyncAPI and docs/announcements.md say the same.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AnnouncementContractTests
{
    private static readonly string[] OfTheClient = ["MessageId", "Subject", "ContentType"];

    private static readonly SuppressionEntry Suppressed = new()
    {
        Key = RecipientKey.Of("Jan@example.nl"),
        Recipient = "Jan@example.nl",
        Version = 1,
        UpdatedAt = Samples.Now,
        State = new SuppressionState
        {
            Status = SuppressionStatus.Suppressed,
            Since = Samples.Now,
            Until = Samples.Now.AddDays(7),
            Reason = Reason.MailboxUnknown,
            Origin = SuppressionOrigin.Failure,
        },
    };

    private static readonly SuppressionEntry[] Released =
    [
        .. Enum.GetValues<SuppressionStatus>().Where(status => status is not SuppressionStatus.Suppressed)
            .Select(status => Suppressed with { Version = 2, State = new SuppressionState { Status = status } }),
    ];

    [Test]
    public async Task Every_announcement_is_as_its_schema_describes_it_and_has_no_other_member()
    {
        foreach (var entry in Released.Append(Suppressed))
        {
            var message = SuppressionEvent.MessageOf(entry);
            var type = (string)message.ApplicationProperties["cloudEvents_type"];
            var schema = await SchemaAsync(type);
            Assert.That(schema["$id"]!.GetValue<string>(), Is.EqualTo(message.ApplicationProperties["cloudEvents_dataschema"]));
            schema["additionalProperties"] = false;
            Assert.That((await JsonSchema.FromJsonAsync(schema.ToJsonString())).Validate(message.Body.ToString()), Is.Empty, message.Body.ToString());
        }
    }

    [Test]
    public async Task The_page_has_the_members_and_properties_of_a_full_announcement()
    {
        var page = await MessageDocument.ReadAsync("announcements.md");
        var message = SuppressionEvent.MessageOf(Suppressed);
        var body = JsonNode.Parse(message.Body)!.AsObject().Select(member => member.Key).ToList();

        Assert.That(page.Table("Body").Select(row => row[0]), Is.EqualTo(body));
        Assert.That((await SchemaAsync(SuppressionEvent.Suppressed))["properties"]!.AsObject().Select(member => member.Key), Is.EquivalentTo(body));
        Assert.That(page.Table("Properties").Select(row => row[0]), Is.EqualTo(OfTheClient.Concat(message.ApplicationProperties.Keys)));
        Assert.That(JsonNode.Parse(page.Json("Body").Single())!.AsObject().Select(member => member.Key), Is.EqualTo(body));
        Assert.That(
            SuppressionEvent.MessageOf(Released[0]).ApplicationProperties.Keys,
            Is.EquivalentTo(page.Table("Properties").Where(row => row[2] == "always").Select(row => row[0]).Except(OfTheClient).Append("recipientDomain")));
    }

    [Test]
    public async Task AsyncAPI_has_the_properties_of_both_events()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "asyncapi.yaml"));
        var names = (await MessageDocument.ReadAsync("announcements.md")).Table("Properties").Select(row => row[0]).ToList();

        foreach (var part in new[] { text.Split("\n    addressSuppressed:\n")[1].Split("\n    addressReleased:\n")[0], text.Split("\n    addressReleased:\n")[1] })
            Assert.That(Regex.Matches(part, @"^ {10}([\w-]+): \{", RegexOptions.Multiline).Select(match => match.Groups[1].Value), Is.EqualTo(names));
    }

    [Test]
    public void The_id_is_that_of_the_version_and_not_that_of_an_address_that_was_erased()
    {
        Assert.That(IdOf(Suppressed), Is.EqualTo(IdOf(Suppressed with { Recipient = "jan@example.nl", AnnouncedVersion = 1, Tag = "x" })));
        Assert.That(
            new[]
            {
                IdOf(Suppressed),
                IdOf(Suppressed with { Version = 2 }),
                IdOf(Suppressed with { Key = RecipientKey.Of("piet@example.nl") }),
                IdOf(Suppressed with { State = Suppressed.State with { Since = Samples.Now.AddDays(1) } }),
            },
            Is.Unique);
    }

    private static string IdOf(SuppressionEntry entry)
    {
        ServiceBusMessage message = SuppressionEvent.MessageOf(entry);
        Assert.That(message.ApplicationProperties["cloudEvents_id"], Is.EqualTo(message.MessageId));
        return message.MessageId;
    }

    private static async Task<JsonNode> SchemaAsync(string type) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("docs", $"{type}.schema.json")))!;
}
