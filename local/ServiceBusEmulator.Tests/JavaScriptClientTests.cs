using System.Text.Json;
using System.Text.Json.Nodes;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

/// <summary>The yardstick: Microsoft's own JavaScript client, unmodified.</summary>
public sealed class JavaScriptClientTests
{
    private EmulatorServer _server = null!;

    [SetUp]
    public async Task Start() =>
        _server = await EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Parse(Sample.Configuration), Port = 0 });

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task It_sends_receives_and_settles_on_a_queue_in_every_way()
    {
        var result = await RunAsync("queue.mjs", _server.ConnectionString);

        AssertJson(result["first"], """
            { "body": { "a": [1, "é"] }, "messageId": "m1", "subject": "subject", "correlationId": "correlation", "contentType": "application/json",
              "to": "to", "replyTo": "reply", "applicationProperties": { "text": "v", "number": 5, "real": 1.5, "flag": true },
              "deliveryCount": 0, "sequenceNumber": "1", "enqueued": true, "state": "active" }
            """);
        Assert.That((bool)result["renewed"]!, Is.True);
        AssertJson(result["again"], """{ "deliveryCount": 1, "added": "yes" }""");
        Assert.That((int)result["maxSize"]!, Is.EqualTo(262144));
        AssertJson(result["peeked"], """["s0", "s1", "b0", "b1", "b2"]""");
        AssertJson(result["received"], """["s0", "s1", "b0", "b1", "b2"]""");
        Assert.That((int)result["drained"]!, Is.Zero);
        AssertJson(result["deferred"], """{ "body": "s0", "state": "deferred" }""");
        AssertJson(result["dead"], """{ "body": "s1", "reason": "why", "description": "described", "source": "orders", "extra": 1 }""");
        Assert.That((int)result["left"]!, Is.Zero);
    }

    [Test]
    public async Task It_publishes_to_a_topic_and_receives_what_the_filters_let_through()
    {
        var result = await RunAsync("topic.mjs", _server.ConnectionString);

        AssertJson(result["all"], "[1, 2]");
        AssertJson(result["sql"], "[1]");
        AssertJson(result["correlation"], "[1]");
        AssertJson(result["dead"], """{ "body": 1, "reason": "MaxDeliveryCountExceeded", "deliveryCount": 1, "source": "events/Subscriptions/correlation" }""");
        Assert.That((string?)result["tooLarge"], Is.EqualTo("MessageSizeExceeded"));
        Assert.That((int)result["large"]!, Is.EqualTo(250000));
        Assert.That((string?)result["unknown"], Is.EqualTo("MessagingEntityNotFound"));
        Assert.That((string?)result["cancelledTwice"], Is.EqualTo("MessageNotFound"));
        Assert.That((int)result["streamed"]!, Is.EqualTo(50));
    }

    [Test]
    public async Task With_a_wrong_key_it_is_told_that_it_is_not_authorised()
    {
        var connection = _server.ConnectionString.Replace("SAS_KEY_VALUE", "another", StringComparison.Ordinal);

        Assert.That((string?)(await RunAsync("wrong-key.mjs", connection))["code"], Is.EqualTo("UnauthorizedAccess"));
    }

    [Test]
    public async Task A_drain_ends_at_once_with_the_messages_there_are()
    {
        var result = await RunAsync("drain.mjs", $"{_server.Port}");

        AssertJson(result, """[{ "received": 1, "credit": 0 }, { "received": 1, "credit": 0 }]""");
    }

    private static async Task<JsonNode> RunAsync(string script, string argument)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "js", script);
        var result = await NodeScript.RunAsync(path, [argument], new Dictionary<string, string>(), TimeSpan.FromMinutes(2), CancellationToken.None);
        Assert.That(result.ExitCode, Is.Zero, result.Error + result.Output);
        return JsonNode.Parse(result.Output)!;
    }

    private static void AssertJson(JsonNode? actual, string expected) =>
        Assert.That(JsonNode.DeepEquals(actual, JsonNode.Parse(expected)), Is.True, () => $"Expected {expected} but was {actual?.ToJsonString(JsonSerializerOptions.Default)}");
}
