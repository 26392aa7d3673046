using System.Text.Json.Nodes;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What Microsoft's own client (<c>@azure/service-bus</c>, unmodified) gets to see of what the function published.</summary>
[TestFixture, NonParallelizable]
internal sealed class JavaScriptClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Test]
    public async Task It_receives_body_and_all_properties_once_and_settles()
    {
        var answer = await Wire.PostAsync(World.App, Samples.UserUnknown);
        await Wire.PostAsync(World.App, Samples.UserUnknown);

        var seen = await ReadAsync("suppression", answer.EventId, "complete");

        // Sent twice by HTTP, one message; completed, it is gone.
        Assert.That(seen["received"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(seen["left"]!.GetValue<int>(), Is.Zero);
        var message = seen["received"]![0]!;
        using (Assert.EnterMultipleScope())
        {
            AssertText(message, "messageId", answer.EventId);
            AssertText(message, "subject", "email.delivery.failed");
            AssertText(message, "correlationId", "b4icbaqjswyrb7tc");
            AssertText(message, "contentType", "application/json");
            AssertJson(message["body"]!.DeepClone().AsObject().Without("receivedAt"), $$"""
                {
                  "eventId": "{{answer.EventId}}", "recipient": "jan.jansen+nieuws@example.nl", "recipientKey": "jan.jansen+nieuws@example.nl",
                  "kind": "synchronous", "occurredAt": "2024-06-03T12:07:31Z",
                  "mail": { "id": "b4icbaqjswyrb7tc", "tags": ["nieuwsbrief", "juni2024"] },
                  "reply": { "action": "failure", "state": "rcptto", "code": 550, "extended": "5.1.1",
                    "description": "550 5.1.1 <jan.jansen+nieuws@example.nl>: Recipient address rejected: User unknown" },
                  "classification": { "reason": "mailbox-unknown", "severity": "permanent", "advice": "suppress-now",
                    "rule": {{message["body"]!["classification"]!["rule"]!.ToJsonString()}}, "confidence": "high" },
                  "account": "account_1234"
                }
                """);
            AssertJson(message["applicationProperties"]!, $$"""
                {
                  "cloudEvents_specversion": "1.0", "cloudEvents_type": "email.delivery.failed.v1", "cloudEvents_source": "/copernica/account_1234",
                  "cloudEvents_id": "{{answer.EventId}}", "cloudEvents_time": "2024-06-03T12:07:31.0000000Z",
                  "cloudEvents_dataschema": "urn:failurefunctions:schema:email.delivery.failed.v1",
                  "kind": "synchronous", "severity": "permanent", "reason": "mailbox-unknown", "advice": "suppress-now", "state": "rcptto",
                  "code": 550, "extended": "5.1.1", "recipientDomain": "example.nl", "account": "account_1234"
                }
                """);
        }
    }

    [Test]
    public async Task It_dead_letters_a_message_and_reads_the_dead_letter()
    {
        var answer = await Wire.PostAsync(World.App, Wire.Notification("dead"));

        var seen = await ReadAsync("suppression", answer.EventId, "dead-letter");

        Assert.That((seen["received"]!.AsArray().Count, seen["left"]!.GetValue<int>()), Is.EqualTo((1, 0)));
        var dead = seen["deadLetters"]!.AsArray().Single()!;
        AssertText(dead, "messageId", answer.EventId);
        AssertText(dead, "deadLetterReason", "unreadable");
        AssertText(dead, "deadLetterErrorDescription", "for the test");
        AssertJson(dead["body"]!, seen["received"]![0]!["body"]!.ToJsonString());
    }

    [Test]
    public async Task Each_subscription_gets_what_its_filters_ask_for()
    {
        var block = await Wire.PostAsync(World.App, Wire.Notification("block", "&state=message&code=554&extended=5.7.1&description=Blocked+by+Spamhaus"));
        var unknown = await Wire.PostAsync(World.App, Wire.Notification("no-block"));

        var incidents = await ReadAsync("sender-incidents", $"{block.EventId},{unknown.EventId}", "complete", Blocked);
        var suppressions = await ReadAsync("suppression", $"{block.EventId},{unknown.EventId}", "complete");

        Assert.That(incidents["received"]!.AsArray().Select(message => message!["messageId"]!.GetValue<string>()), Is.EqualTo((string[])[block.EventId]));
        Assert.That(suppressions["received"]!.AsArray().Select(message => message!["messageId"]!.GetValue<string>()), Is.EqualTo((string[])[unknown.EventId]));
    }

    private const string UserUnknown = "&state=rcptto&code=550&extended=5.1.1&description=User+unknown";
    private const string Blocked = "&state=message&code=554&extended=5.7.1&description=Blocked+by+Spamhaus";

    /// <summary>Publishes a last message of that kind, and has the script read up to it.</summary>
    private static async Task<JsonNode> ReadAsync(string subscription, string wanted, string action, string kindOfLast = UserUnknown)
    {
        var last = await Wire.PostAsync(World.App, Wire.Notification($"last-{Guid.NewGuid():N}", kindOfLast));
        var result = await NodeScript.RunAsync(
            Repository.PathOf("FailureFunctions.Tests", "js", "read-subscription.mjs"),
            [FailureEvent.Topic, subscription, wanted, last.EventId, action],
            new Dictionary<string, string> { ["CONNECTION"] = World.Broker.ConnectionString },
            Limit,
            CancellationToken.None);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    private static void AssertText(JsonNode message, string name, string expected) =>
        Assert.That(message[name]?.GetValue<string>(), Is.EqualTo(expected), name);

    private static void AssertJson(JsonNode actual, string expected) =>
        Assert.That(JsonNode.DeepEquals(actual, JsonNode.Parse(expected)), $"Expected {expected} but it was {actual.ToJsonString()}");
}

/// <summary>Helps to compare JSON.</summary>
internal static class JsonObjects
{
    /// <summary>Leaves out a member, which must be there.</summary>
    public static JsonObject Without(this JsonObject json, string name)
    {
        Assert.That(json.Remove(name), $"{name} is missing");
        return json;
    }
}
