using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Subscribers;

/// <summary>The filters of docs/subscribe.md, on the emulator, let through what they say.</summary>
internal sealed class RecipeTests
{
    // What each recipe is to let through, by what the messages were made of.
    private static readonly Dictionary<string, Func<Failure, bool>> OfFailures = new()
    {
        ["only permanent failures"] = failure => failure.Classification.Severity is Severity.Permanent,
        ["what suppresses at once"] = failure => failure.Classification.Advice is Advice.SuppressNow,
        ["one account"] = failure => failure.Account == "account_1234",
        ["one domain"] = failure => failure.RecipientKey.Domain == "example.nl",
        ["one reason"] = failure => failure.Classification.Reason is Reason.MailboxFull,
        ["permanent failures of one account"] = failure => failure is { Classification.Severity: Severity.Permanent, Account: "account_1234" },
        ["the domains of one provider"] = failure => failure.RecipientKey.Domain is "gmail.com" or "googlemail.com",
        ["what says something against the address"] = failure => failure.Classification.Advice is not Advice.Never,
        ["refused by a 5xx to RCPT TO"] = failure => failure.Reply is { State: "rcptto", Code.Value: >= 500 },
        ["failures without a reply code"] = failure => failure.Reply.Code is null,
        // All but the message of another version.
        ["this version only"] = _ => true,
    };

    private static readonly Dictionary<string, Func<SuppressionEntry, bool>> OfSuppressions = new()
    {
        ["addresses of one domain"] = entry => entry.Key.Domain == "example.nl",
        ["only suppressions"] = entry => entry.State.Status is SuppressionStatus.Suppressed,
        ["only releases, of any cause"] = entry => entry.State.Status is not SuppressionStatus.Suppressed,
        ["only what somebody released"] = entry => entry.State.Status is SuppressionStatus.Released,
        ["only spam complaints"] = entry => entry.State.Origin is SuppressionOrigin.Complaint,
        ["suppressed for one reason"] = entry => entry.State is { Status: SuppressionStatus.Suppressed, Reason: Reason.MailboxUnknown },
        ["what people added or imported"] = entry => entry.State.Origin is SuppressionOrigin.Manual or SuppressionOrigin.Import,
    };

    private static readonly Failure[] Failures =
    [
        .. SampleFailures.Documented(),
        SampleFailures.Bare(),
        SampleFailures.Of("id=2&recipient=a@gmail.com&state=rcptto&code=452&extended=4.2.2&description=mailbox+full"),
        SampleFailures.Of("id=3&recipient=b@googlemail.com&state=message&code=550&extended=5.1.1&description=User+unknown"),
        SampleFailures.Of(Samples.UserUnknown.Replace("jan.jansen", "piet", StringComparison.Ordinal)) with { Account = "account_5678" },
    ];

    private static readonly SuppressionEntry[] Entries =
    [
        .. Enum.GetValues<SuppressionOrigin>().Select(origin => Entry($"{origin}@example.nl", SuppressionStatus.Suppressed, null, origin)),
        .. Enum.GetValues<SuppressionStatus>().Where(status => status is not SuppressionStatus.Suppressed).Select(status => Entry($"{status}@example.de", status)),
        Entry("unknown@example.com", SuppressionStatus.Suppressed, Reason.MailboxUnknown, SuppressionOrigin.Failure),
        Entry("watched@example.com", SuppressionStatus.Watched, Reason.MailboxUnknown),
    ];

    [Test]
    public async Task Each_filter_lets_through_what_it_says_and_nothing_else()
    {
        var recipes = (await MessageDocument.ReadAsync("subscribe.md")).Table("Filters")
            .Select(row => (Name: row[0], Topic: row[1], Rule: RuleOf(row[2], row[3]))).ToArray();
        Assert.That(recipes.Select(recipe => recipe.Name), Is.EquivalentTo(OfFailures.Keys.Concat(OfSuppressions.Keys)));
        // By number: names of subscriptions have no blanks.
        await using var bus = await Emulator.StartAsync(Emulator.Configuration([.. recipes.Index().GroupBy(recipe => recipe.Item.Topic)
            .Select(topic => (topic.Key, topic.Select(recipe => ($"{recipe.Index}", (JsonObject?)recipe.Item.Rule)).ToArray()))]));
        await using var client = new ServiceBusClient(bus.ConnectionString);

        var other = FailureMessage.Of(SampleFailures.Full());
        (other.MessageId, other.ApplicationProperties[FailureMessage.Type]) = ("other-version", "email.delivery.failed.v2");
        await SendAsync(client, FailureEvent.Topic, [.. Failures.Select(failure => FailureMessage.Of(failure))]);
        await SendAsync(client, SuppressionEvent.Topic, [.. Entries.Select(SuppressionEvent.MessageOf)]);
        await SendAsync(client, FailureEvent.Topic, [other]);

        foreach (var (index, recipe) in recipes.Index())
        {
            await using var receiver = client.CreateReceiver(recipe.Topic, $"{index}");
            var received = (await receiver.PeekMessagesAsync(100)).Select(message => message.MessageId).ToArray();
            Assert.That(recipe.Topic == FailureEvent.Topic ? OfFailures.ContainsKey(recipe.Name) : OfSuppressions.ContainsKey(recipe.Name), recipe.Name);
            string[] expected = OfFailures.TryGetValue(recipe.Name, out var let)
                ? [.. Failures.Where(let).Select(failure => failure.EventId.Value)]
                : [.. Entries.Where(OfSuppressions[recipe.Name]).Select(SuppressionEvent.IdOf)];
            Assert.That(expected, Is.Not.Empty, recipe.Name);
            if (recipe.Name == "this version only")
                Assert.That(received, Has.None.EqualTo(other.MessageId));
            else
                Assert.That(expected, Has.Length.LessThan(recipe.Topic == FailureEvent.Topic ? Failures.Length : Entries.Length), recipe.Name);
            Assert.That(received.Except([other.MessageId]), Is.EquivalentTo(expected), recipe.Name);
        }
    }

    // As the emulators' configuration file writes it.
    private static JsonObject RuleOf(string kind, string text)
    {
        if (kind == "SQL")
            return new JsonObject { ["FilterType"] = "Sql", ["SqlFilter"] = new JsonObject { ["SqlExpression"] = text } };
        Assert.That(kind, Is.EqualTo("correlation"));
        var conditions = text.Split(' ').Select(condition => condition.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var filter = new JsonObject();
        if (conditions.Remove("label", out var label))
            filter["Label"] = label;
        filter["Properties"] = new JsonObject(conditions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return new JsonObject { ["FilterType"] = "Correlation", ["CorrelationFilter"] = filter };
    }

    private static SuppressionEntry Entry(string address, SuppressionStatus status, Reason? reason = null, SuppressionOrigin? origin = null) => new()
    {
        Key = RecipientKey.Of(address),
        Recipient = address,
        Version = 1,
        UpdatedAt = Samples.Now,
        State = new SuppressionState { Status = status, Since = Samples.Now, Reason = reason, Origin = origin },
    };

    private static async Task SendAsync(ServiceBusClient client, string topic, ServiceBusMessage[] messages)
    {
        await using var sender = client.CreateSender(topic);
        await sender.SendMessagesAsync(messages);
    }
}
