using System.Text;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class MessageTests
{
    [Test]
    public void The_body_can_be_given_as_text_bytes_or_BinaryData()
    {
        var bytes = Encoding.UTF8.GetBytes("é");

        Assert.Multiple(() =>
        {
            Assert.That(new ServiceBusMessage().Body.ToArray(), Is.Empty);
            Assert.That(new ServiceBusMessage("é").Body.ToArray(), Is.EqualTo(bytes));
            Assert.That(new ServiceBusMessage(bytes.AsMemory()).Body.ToArray(), Is.EqualTo(bytes));
            Assert.That(new ServiceBusMessage(BinaryData.FromString("é")).Body.ToString(), Is.EqualTo("é"));
        });
    }

    [Test]
    public void Ids_have_at_most_128_characters()
    {
        var message = new ServiceBusMessage { MessageId = new string('m', 128), SessionId = new string('s', 128) };
        var tooLong = new string('x', 129);

        Assert.Multiple(() =>
        {
            Assert.That(() => message.MessageId = tooLong, Throws.InstanceOf<ArgumentException>());
            Assert.That(() => message.MessageId = "", Throws.InstanceOf<ArgumentException>());
            Assert.That(() => message.SessionId = tooLong, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => message.ReplyToSessionId = tooLong, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ServiceBusMessage().PartitionKey = tooLong, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(message.ToString(), Is.EqualTo($"{{MessageId:{message.MessageId}}}"));
        });
    }

    [Test]
    public void The_session_decides_the_partition()
    {
        var message = new ServiceBusMessage { PartitionKey = "p" };
        message.SessionId = "s";

        Assert.That(message.PartitionKey, Is.EqualTo("s"));
        Assert.That(() => message.PartitionKey = "p", Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_message_lives_for_a_positive_time_and_by_default_without_limit()
    {
        var message = new ServiceBusMessage();

        Assert.That(message.TimeToLive, Is.EqualTo(TimeSpan.MaxValue));
        Assert.That(() => message.TimeToLive = TimeSpan.Zero, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_received_message_can_be_sent_on_without_what_the_broker_added()
    {
        var received = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString("text"),
            messageId: "id",
            subject: "subject",
            correlationId: "correlation",
            contentType: "text/plain",
            timeToLive: TimeSpan.FromHours(1),
            properties: new Dictionary<string, object> { ["kind"] = "synchronous", ["DeadLetterReason"] = "r", ["DeadLetterErrorDescription"] = "d" },
            deliveryCount: 3);

        var message = new ServiceBusMessage(received);

        Assert.Multiple(() =>
        {
            Assert.That(message.Body.ToString(), Is.EqualTo("text"));
            Assert.That((message.MessageId, message.Subject, message.CorrelationId, message.ContentType), Is.EqualTo(("id", "subject", "correlation", "text/plain")));
            Assert.That(message.TimeToLive, Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(message.ApplicationProperties, Is.EqualTo(new Dictionary<string, object> { ["kind"] = "synchronous" }));
        });
    }

    [Test]
    public void The_model_factory_makes_received_messages()
    {
        var token = Guid.NewGuid();
        var enqueued = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            messageId: "id",
            properties: new Dictionary<string, object> { ["DeadLetterReason"] = "why", ["DeadLetterErrorDescription"] = "details" },
            lockTokenGuid: token,
            deliveryCount: 2,
            lockedUntil: enqueued.AddMinutes(1),
            sequenceNumber: 7,
            deadLetterSource: "all",
            enqueuedTime: enqueued,
            timeToLive: TimeSpan.FromMinutes(10),
            serviceBusMessageState: ServiceBusMessageState.Deferred);

        Assert.Multiple(() =>
        {
            Assert.That(message.LockToken, Is.EqualTo(token.ToString()));
            Assert.That((message.DeadLetterReason, message.DeadLetterErrorDescription, message.DeadLetterSource), Is.EqualTo(("why", "details", "all")));
            Assert.That((message.DeliveryCount, message.SequenceNumber, message.State), Is.EqualTo((2, 7L, ServiceBusMessageState.Deferred)));
            Assert.That((message.LockedUntil, message.ExpiresAt), Is.EqualTo((enqueued.AddMinutes(1), enqueued.AddMinutes(10))));
        });
    }

    [Test]
    public void A_received_message_without_anything_has_quiet_defaults()
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage();

        Assert.Multiple(() =>
        {
            Assert.That(message.Body.ToArray(), Is.Empty);
            Assert.That(message.MessageId, Is.Null);
            Assert.That(message.ApplicationProperties, Is.Empty);
            Assert.That(message.DeadLetterReason, Is.Null);
            Assert.That(message.SequenceNumber, Is.EqualTo(-1));
            Assert.That(message.ExpiresAt, Is.EqualTo(DateTimeOffset.MaxValue));
        });
    }
}
