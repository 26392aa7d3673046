using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FailureFunctions.Classification;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording;

/// <summary>Message, JSON schema, AsyncAPI and docs/messages.md say the same.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class MessageContractTests
{
    [Test]
    public async Task Every_sample_is_as_the_schema_describes_it_and_has_no_other_member()
    {
        var schema = await PublishedSchema.ReadAsync();
        foreach (var failure in SampleFailures.Documented().Append(SampleFailures.Full()).Append(SampleFailures.Bare()))
        {
            var body = FailureMessage.Of(failure).Body.ToString();
            Assert.That(schema.Faults(body), Is.Empty, body);
        }
    }

    [Test]
    public async Task The_schema_finds_what_is_wrong()
    {
        var schema = await PublishedSchema.ReadAsync();
        var good = FailureMessage.Of(SampleFailures.Full()).Body.ToString();
        foreach (var spoil in new Action<JsonNode>[]
        {
            body => body["unknown"] = 1,
            body => body["reply"]!["unknown"] = 1,
            body => body["reply"]!["code"] = 99,
            body => body["reply"]!["code"] = "550",
            body => body["eventId"] = "x",
            body => body["kind"] = "other",
            body => body["occurredAt"] = "yesterday",
            body => body["classification"]!.AsObject().Remove("advice"),
            body => body.AsObject().Remove("recipient"),
        })
        {
            var body = JsonNode.Parse(good)!;
            spoil(body);
            Assert.That(schema.Faults(body.ToJsonString()), Is.Not.Empty, body.ToJsonString());
        }
    }

    [Test]
    public async Task The_schema_carries_the_id_that_messages_name_and_stays_open()
    {
        var schema = await PublishedSchema.ReadAsync();

        Assert.That(schema.Json["$id"]!.GetValue<string>(), Is.EqualTo(FailureEvent.DataSchema));
        Assert.That(schema.Json.ToJsonString(), Does.Not.Contain("additionalProperties"));
    }

    [Test]
    public async Task The_schema_lists_all_names_of_classifications()
    {
        var properties = (await PublishedSchema.ReadAsync()).Json["properties"]!["classification"]!["properties"]!;

        Assert.That(Texts(properties["reason"]!["examples"]!), Is.EquivalentTo(Enum.GetValues<Reason>().Select(ClassificationNames.Of)));
        Assert.That(Texts(properties["severity"]!["enum"]!), Is.EquivalentTo(Enum.GetValues<Severity>().Select(ClassificationNames.Of)));
        Assert.That(Texts(properties["advice"]!["enum"]!), Is.EquivalentTo(Enum.GetValues<Advice>().Select(ClassificationNames.Of)));
        Assert.That(Texts(properties["confidence"]!["enum"]!), Is.EquivalentTo(Enum.GetValues<Confidence>().Select(ClassificationNames.Of)));
    }

    [Test]
    public async Task Schema_document_and_a_full_message_have_the_same_members()
    {
        var documented = (await MessageDocument.ReadAsync("messages.md")).Table("Body").Select(row => row[0]).ToList();
        var sent = Members(JsonNode.Parse(FailureMessage.Of(SampleFailures.Full()).Body.ToString())!.AsObject(), "");

        Assert.That((await PublishedSchema.ReadAsync()).Members, Is.EquivalentTo(documented));
        Assert.That(sent, Is.EquivalentTo(documented));
    }

    [Test]
    public async Task A_message_sets_exactly_the_documented_properties()
    {
        var table = (await MessageDocument.ReadAsync("messages.md")).Table("Application properties");
        var full = FailureMessage.Of(SampleFailures.Full()).ApplicationProperties;
        var bare = FailureMessage.Of(SampleFailures.Bare()).ApplicationProperties;

        Assert.That(full.Keys, Is.EquivalentTo(table.Select(row => row[0])));
        Assert.That(bare.Keys, Is.EquivalentTo(table.Where(row => row[2] == "always").Select(row => row[0])));
        foreach (var row in table)
            Assert.That(full[row[0]], row[1] == "text" ? Is.TypeOf<string>() : Is.TypeOf<int>(), row[0]);
    }

    [Test]
    public async Task AsyncAPI_has_the_documented_properties_and_subscriptions()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "asyncapi.yaml"));
        var messages = await MessageDocument.ReadAsync("messages.md");
        var configured = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("local", "Run", "servicebus.config.json")))!;
        var topic = configured["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray().Single()!;

        Assert.That(
            Regex.Matches(text, @"^ {10}([\w-]+): \{", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            Is.EquivalentTo(messages.Table("Message").Concat(messages.Table("Application properties")).Select(row => row[0])));
        Assert.That(
            Regex.Matches(text, "address: email-failures/Subscriptions/(.+)").Select(match => match.Groups[1].Value.Trim()),
            Is.EquivalentTo(messages.Table("Subscriptions").Select(row => row[0])));
        Assert.That(topic["Name"]!.GetValue<string>(), Is.EqualTo(FailureEvent.Topic));
        Assert.That(
            topic["Subscriptions"]!.AsArray().Select(subscription => subscription!["Name"]!.GetValue<string>()),
            Is.EquivalentTo(messages.Table("Subscriptions").Select(row => row[0])));
    }

    [Test]
    public async Task The_documented_examples_are_as_the_schema_describes_them()
    {
        var schema = await PublishedSchema.ReadAsync();
        var examples = (await MessageDocument.ReadAsync("messages.md")).Json("Examples");

        Assert.That(examples, Has.Count.GreaterThanOrEqualTo(2));
        foreach (var example in examples)
            Assert.That(schema.Faults(example), Is.Empty, example);
    }

    [Test]
    public void A_message_carries_its_identity_wherever_it_is_looked_for()
    {
        var failure = SampleFailures.Full();
        var message = FailureMessage.Of(failure);

        Assert.That(message.MessageId, Is.EqualTo(failure.EventId.Value));
        Assert.That(message.ApplicationProperties["cloudEvents_id"], Is.EqualTo(failure.EventId.Value));
        Assert.That((message.CorrelationId, message.Subject, message.ContentType), Is.EqualTo((failure.MessageId, "email.delivery.failed", "application/json")));
        Assert.That(message.ApplicationProperties.Values.Select(value => $"{value}").Append(message.CorrelationId), Has.None.Contains("@").And.None.Contains("jan.jansen"));
    }

    [Test]
    public void A_long_message_id_is_cut_between_characters()
    {
        var failure = SampleFailures.Of($"recipient=a%40b.nl&id={new string('x', 127)}{Uri.EscapeDataString("💥")}");

        Assert.That(FailureMessage.Of(failure).CorrelationId, Is.EqualTo(new string('x', 127)));
    }

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(item => item!.GetValue<string>());

    private static IEnumerable<string> Members(JsonObject json, string prefix) =>
        json.SelectMany(member => member.Value is JsonObject inner && member.Key != "extra"
            ? Members(inner, $"{prefix}{member.Key}.")
            : [prefix + member.Key]);
}
