using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Suppression;

/// <summary>Microsoft's client against a broker: what the list receives, and what it announces.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class UpdaterSubscriptionTests : IAsyncDisposable
{
    private EmulatorServer _broker = null!;
    private ServiceBusClient _client = null!;
    private SuppressionSubscription _subscription = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _broker = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        _client = new ServiceBusClient(_broker.ConnectionString);
        _subscription = new SuppressionSubscription(_client);
    }

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync();
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Test]
    public async Task A_failures_message_names_its_recipient_until_it_is_completed()
    {
        var failure = StorageSamples.FailureOf("Jan.Jansen@EXÄMPLE.nl");
        await SendAsync(FailureMessage.Of(failure));
        Assert.That(await _subscription.OldestAsync(CancellationToken.None), Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-5)));

        var notice = (await _subscription.ReceiveAsync(10, CancellationToken.None)).Single();
        await _subscription.CompleteAsync(notice, CancellationToken.None);

        Assert.That((notice.Id, notice.Recipient, notice.Fault, notice.Delivery), Is.EqualTo((failure.EventId.Value, failure.RecipientKey, (NoticeFault?)null, 1)));
        Assert.That(await _subscription.OldestAsync(CancellationToken.None), Is.Null);
        Assert.That(await _subscription.ReceiveAsync(10, CancellationToken.None), Is.Empty);
    }

    [TestCase(Reason.MailboxUnknown, false)]
    [TestCase(Reason.MailboxFull, false)]
    [TestCase(Reason.ReputationBlock, true)]
    public async Task One_that_blames_others_changes_nothing(Reason reason, bool changesNothing)
    {
        await SendAsync(FailureMessage.Of(StorageSamples.FailureOf("x@example.nl") with { Classification = ReasonTable.Classification(reason, "test", Confidence.High) }));

        Assert.That((await _subscription.ReceiveAsync(10, CancellationToken.None)).Single().ChangesNothing, Is.EqualTo(changesNothing));
    }

    [TestCase("email.delivery.failed.v2", """{"recipientKey":"x@example.nl"}""", "unknown-type")]
    [TestCase(FailureEvent.Type, "nonsense", "unreadable")]
    [TestCase(FailureEvent.Type, "[]", "unreadable")]
    [TestCase(FailureEvent.Type, """{"recipientKey":1}""", "unreadable")]
    [TestCase(FailureEvent.Type, """{"recipientKey":"\ud800"}""", "unreadable")]
    [TestCase(FailureEvent.Type, """{"recipientKey":"X@EXAMPLE.NL"}""", "unreadable")]
    [TestCase(null, """{"recipientKey":"x@example.nl"}""", "unknown-type")]
    public async Task One_that_cannot_be_read_goes_to_the_dead_letters_with_its_reason(string? type, string body, string reason)
    {
        var message = new ServiceBusMessage(body);
        if (type is not null)
            message.ApplicationProperties["cloudEvents_type"] = type;
        await SendAsync(message);

        var notice = (await _subscription.ReceiveAsync(10, CancellationToken.None)).Single();
        await _subscription.DeadLetterAsync(notice, notice.Fault!, CancellationToken.None);

        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        await using var deadLetters = _client.CreateReceiver(FailureEvent.Topic, SuppressionSubscription.Name, options);
        var letter = await deadLetters.ReceiveMessageAsync(TimeSpan.FromSeconds(20));
        Assert.That((letter.DeadLetterReason, letter.DeadLetterErrorDescription), Is.EqualTo((reason, notice.Fault!.Description)));
    }

    [Test]
    public async Task A_change_is_announced_as_documented()
    {
        await using var publisher = new SuppressionPublisher(_client);
        var suppressed = Entry(1, new SuppressionState
        {
            Status = SuppressionStatus.Suppressed,
            Since = Samples.Now,
            Until = Samples.Now.AddDays(7),
            Reason = Reason.MailboxUnknown,
            Origin = SuppressionOrigin.Failure,
        });
        var released = Entry(2, new SuppressionState { Status = SuppressionStatus.Released, Since = Samples.Now.AddHours(1) });

        await publisher.PublishAsync([suppressed, released], CancellationToken.None);
        await publisher.PublishAsync([suppressed], CancellationToken.None);

        await using var receiver = _client.CreateReceiver(SuppressionEvent.Topic, "all");
        var messages = new List<ServiceBusReceivedMessage>();
        while (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(messages.Count < 2 ? 20 : 1)) is { } message)
            messages.Add(message);
        Assert.That(messages.Select(message => message.Subject), Is.EqualTo(["email.address.suppressed", "email.address.released"]), "a repeat is dropped");
        var body = JsonNode.Parse(messages[0].Body)!;
        Assert.That(body.ToJsonString(), Is.EqualTo(
            """{"recipient":"X@example.nl","recipientKey":"x@example.nl","version":1,"updatedAt":"2024-06-05T12:00:00Z","state":"suppressed","since":"2024-06-05T12:00:00Z","until":"2024-06-12T12:00:00Z","reason":"mailbox-unknown","origin":"failure"}"""));
        Assert.That(messages[1].ApplicationProperties["cloudEvents_type"], Is.EqualTo(SuppressionEvent.Released));
        Assert.That(messages.SelectMany(message => message.ApplicationProperties.Values.Append(message.MessageId)), Has.None.Contains("x@"));
    }

    [Test]
    public async Task Many_changes_are_announced_in_as_many_batches_as_they_need()
    {
        await using var publisher = new SuppressionPublisher(_client);
        var entries = Enumerable.Range(1, 1_000).Select(version => Entry(version, SuppressionEntry.Nothing) with { Recipient = new string('r', 2_048) }).ToArray();

        await publisher.PublishAsync(entries, CancellationToken.None);

        await using var receiver = _client.CreateReceiver(
            SuppressionEvent.Topic, "all", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var received = new HashSet<string>();
        while (received.Count < entries.Length && await receiver.ReceiveMessagesAsync(1_000, TimeSpan.FromSeconds(20)) is { Count: > 0 } messages)
            received.UnionWith(messages.Select(message => message.MessageId));
        Assert.That(received, Has.Count.EqualTo(entries.Length));
    }

    private static SuppressionEntry Entry(int version, SuppressionState state) => new()
    {
        Key = RecipientKey.Of("X@example.nl"),
        Recipient = "X@example.nl",
        Version = version,
        UpdatedAt = Samples.Now,
        State = state,
    };

    private async Task SendAsync(ServiceBusMessage message)
    {
        await using var sender = _client.CreateSender(FailureEvent.Topic);
        await sender.SendMessageAsync(message);
    }
}
