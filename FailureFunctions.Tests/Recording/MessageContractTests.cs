using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
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
        var topic = configured["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray().Single(topic => topic!["Name"]!.GetValue<string>() == FailureEvent.Topic)!;

        Assert.That(
            Regex.Matches(text.Split("\n    emailComplaintReceived:\n")[0], @"^ {10}([\w-]+): \{", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            Is.EquivalentTo(messages.Table("Message").Concat(messages.Table("Application properties")).Select(row => row[0])));
        Assert.That(
            Regex.Matches(text, "address: email-failures/Subscriptions/(.+)").Select(match => match.Groups[1].Value.Trim()),
            Is.EquivalentTo(messages.Table("Subscriptions").Select(row => row[0])));
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

    // The exact text, values included: subscribers parse it.
    [Test]
    public void The_body_of_a_known_failure_never_changes()
    {
        var failure = SampleFailures.Full();
        failure = failure with { Source = NotificationType.Failure, FinalRecipient = null, Classification = failure.Classification with { Rule = "some-rule" } };

        const string Body =
            """
            {"eventId":"845b476e8fc06c752fc9e8a5732daa04","recipient":"jan.jansen+nieuws@example.nl",
            "recipientKey":"jan.jansen+nieuws@example.nl","kind":"synchronous",
            "occurredAt":"2024-06-03T12:07:31Z","receivedAt":"2024-06-05T12:00:00Z",
            "mail":{"id":"b4icbaqjswyrb7tc","tags":["nieuwsbrief","juni2024"],"profile":"12","mailing":"7"},
            "reply":{"action":"failure","state":"rcptto","code":550,"extended":"5.1.1",
            "description":"550 5.1.1 <jan.jansen+nieuws@example.nl>: Recipient address rejected: User unknown"},
            "classification":{"reason":"mailbox-unknown","severity":"permanent","advice":"suppress-now",
            "rule":"some-rule","confidence":"high"},
            "account":"account_1234","extra":{"custom":["x","y"],"other":"z"}}
            """;

        Assert.That(FailureMessage.Of(failure).Body.ToString(), Is.EqualTo(Body.ReplaceLineEndings("")));
    }

    [Test]
    public void The_properties_of_a_known_failure_never_change()
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Assert.That(FailureMessage.Of(SampleFailures.Full()).ApplicationProperties, Is.EquivalentTo(new Dictionary<string, object>
        {
            ["cloudEvents_specversion"] = "1.0",
            ["cloudEvents_type"] = "email.delivery.failed.v1",
            ["cloudEvents_source"] = "/copernica/account_1234",
            ["cloudEvents_id"] = "845b476e8fc06c752fc9e8a5732daa04",
            ["cloudEvents_time"] = "2024-06-03T12:07:31.0000000Z",
            ["cloudEvents_dataschema"] = "urn:failurefunctions:schema:email.delivery.failed.v1",
            ["kind"] = "synchronous",
            ["severity"] = "permanent",
            ["reason"] = "mailbox-unknown",
            ["advice"] = "suppress-now",
            ["account"] = "account_1234",
            ["state"] = "rcptto",
            ["code"] = 550,
            ["extended"] = "5.1.1",
            ["recipientDomain"] = "example.nl",
            ["cloudEvents_traceparent"] = Parent,
            ["cloudEvents_tracestate"] = "vendor=1",
            ["traceparent"] = Parent,
            ["tracestate"] = "vendor=1",
            ["Diagnostic-Id"] = Parent,
        }));
    }

    [Test]
    public void The_span_that_publishes_comes_before_the_trace_of_the_request()
    {
        var publishing = TraceContexts.Parse("00-0af7651916cd43dd8448eb211c80319c-00000000000000aa-00", null);

        var properties = FailureMessage.Of(SampleFailures.Full(), publishing).ApplicationProperties;

        Assert.That(properties["traceparent"], Is.EqualTo("00-0af7651916cd43dd8448eb211c80319c-00000000000000aa-00"));
        Assert.That(properties.Keys, Has.None.Contains("tracestate"));
    }

    [Test]
    public void A_span_of_another_trace_does_not_replace_the_trace_of_the_request()
    {
        var draining = TraceContexts.Parse("00-ffffffffffffffffffffffffffffffff-00000000000000aa-01", null);

        var properties = FailureMessage.Of(SampleFailures.Full(), draining).ApplicationProperties;

        Assert.That(properties["traceparent"], Is.EqualTo(TraceContexts.ParentOf(SampleFailures.Trace)));
        Assert.That(properties["tracestate"], Is.EqualTo("vendor=1"));
    }

    [Test]
    public void A_failure_without_a_trace_gets_that_of_the_span_that_publishes()
    {
        const string Parent = "00-ffffffffffffffffffffffffffffffff-00000000000000aa-01";

        var properties = FailureMessage.Of(SampleFailures.Bare(), TraceContexts.Parse(Parent, null)).ApplicationProperties;

        Assert.That(properties["traceparent"], Is.EqualTo(Parent));
    }

    [TestCase(128, 128)]
    [TestCase(129, 128)]
    public void A_correlation_id_has_at_most_128_characters(int length, int kept) =>
        Assert.That(FailureMessage.Of(SampleFailures.Of($"recipient=a%40b.nl&id={new string('x', length)}")).CorrelationId, Is.EqualTo(new string('x', kept)));

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
