using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class MessageConversionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 12, 0, TimeSpan.Zero);

    private static readonly object[] Values =
    [
        true, (byte)1, (sbyte)-1, (short)-2, (ushort)2, -3, 3u, -4L, 4UL, 1.5f, 2.5d, 'é', Guid.NewGuid(), "text €", new byte[] { 1, 2 },
        123.456m, -0.0000000000000000000000000001m, decimal.MaxValue, decimal.MinValue, 0m,
        new DateTime(2026, 11, 23, 9, 12, 0, 250, DateTimeKind.Utc), Now, TimeSpan.FromTicks(1234567), new Uri("https://example.nl/a?b=c"),
    ];

    [TestCaseSource(nameof(Values))]
    public void Values_of_application_properties_survive(object value)
    {
        var message = new ServiceBusMessage();
        message.ApplicationProperties["p"] = value;

        var received = ThroughBytes(message).ApplicationProperties["p"];

        Assert.That(received, Is.EqualTo(value).And.TypeOf(value.GetType()));
    }

    [Test]
    public void A_time_is_sent_as_an_AMQP_timestamp()
    {
        var message = new ServiceBusMessage();
        message.ApplicationProperties["cloudEvents_time"] = Now.UtcDateTime;

        Assert.That(MessageEncoder.ToAmqp(message, Now).ApplicationProperties["cloudEvents_time"], Is.EqualTo(Now.UtcDateTime).And.TypeOf<DateTime>());
    }

    [Test]
    public void A_value_that_a_message_cannot_carry_is_named()
    {
        var message = new ServiceBusMessage();
        message.ApplicationProperties["tags"] = new[] { "a" };

        Assert.That(() => MessageEncoder.ToAmqp(message, Now), Throws.TypeOf<NotSupportedException>().With.Message.Contains("'tags'"));
    }

    [Test]
    public void All_properties_survive()
    {
        var message = new ServiceBusMessage("{}")
        {
            MessageId = "id",
            CorrelationId = "correlation",
            ContentType = "application/json",
            Subject = "subject",
            To = "to",
            ReplyTo = "reply",
            SessionId = "session",
            PartitionKey = "session",
            TransactionPartitionKey = "transaction",
            ReplyToSessionId = "replySession",
            TimeToLive = TimeSpan.FromMinutes(90),
            ScheduledEnqueueTime = Now.AddHours(1),
        };

        var received = ThroughBytes(message);

        Assert.Multiple(() =>
        {
            Assert.That(received.Body.ToString(), Is.EqualTo("{}"));
            Assert.That((received.MessageId, received.CorrelationId, received.ContentType), Is.EqualTo(("id", "correlation", "application/json")));
            Assert.That((received.Subject, received.To, received.ReplyTo), Is.EqualTo(("subject", "to", "reply")));
            Assert.That((received.SessionId, received.PartitionKey, received.TransactionPartitionKey), Is.EqualTo(("session", "session", "transaction")));
            Assert.That(received.ReplyToSessionId, Is.EqualTo("replySession"));
            Assert.That(received.TimeToLive, Is.EqualTo(TimeSpan.FromMinutes(90)));
            Assert.That(received.ScheduledEnqueueTime, Is.EqualTo(Now.AddHours(1)));
        });
    }

    [Test]
    public void What_was_not_set_is_absent()
    {
        var amqp = MessageEncoder.ToAmqp(new ServiceBusMessage(), Now);

        Assert.That((amqp.Header, amqp.MessageAnnotations, amqp.ApplicationProperties), Is.EqualTo(((Header?)null, (MessageAnnotations?)null, (ApplicationProperties?)null)));
        Assert.That(ThroughBytes(new ServiceBusMessage()).MessageId, Is.Null);
    }

    [Test]
    public void A_life_longer_than_the_header_can_say_survives_too()
        => Assert.That(ThroughBytes(new ServiceBusMessage { TimeToLive = TimeSpan.FromDays(100) }).TimeToLive, Is.EqualTo(TimeSpan.FromDays(100)));

    [Test]
    public void A_body_in_several_sections_is_read_as_one()
    {
        var sections = new DataList();
        sections.Add(new Data { Binary = [1, 2] });
        sections.Add(new Data { Binary = [3] });

        Assert.That(Decode(new Message { BodySection = sections }).Body.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void A_body_that_is_an_AMQP_value_is_refused_when_it_is_read_and_not_before()
    {
        var received = Decode(new Message("value") { Properties = new Properties { MessageId = "id" } });

        Assert.That(received.MessageId, Is.EqualTo("id"));
        Assert.That(() => received.Body, Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void The_size_of_a_batch_is_what_goes_over_the_wire()
    {
        using var batch = new ServiceBusMessageBatch(new Messages.EncodedBatchContent(100_000, TimeProvider.System));
        foreach (var length in new[] { 0, 1, 200, 300, 70_000 })
        {
            Assert.That(batch.TryAddMessage(new ServiceBusMessage(new byte[length]) { MessageId = "m" + length, PartitionKey = "p" }), Is.True);
        }

        var content = batch.BeginSend();
        var encoded = MessageEncoder.ToBytes(MessageEncoder.ToBatch(content.Encode(), content.First!));
        batch.EndSend();

        Assert.That((batch.Count, batch.SizeInBytes), Is.EqualTo((5, (long)encoded.Length)));
    }

    [Test]
    public void A_batch_takes_no_more_than_its_limit_and_no_changes_while_it_is_sent()
    {
        var batch = new ServiceBusMessageBatch(new Messages.EncodedBatchContent(500, TimeProvider.System));

        Assert.That(batch.TryAddMessage(new ServiceBusMessage(new byte[400])), Is.True);
        Assert.That(batch.TryAddMessage(new ServiceBusMessage(new byte[100])), Is.False);
        Assert.That((batch.Count, batch.MaxSizeInBytes, batch.SizeInBytes < 500), Is.EqualTo((1, 500L, true)));

        batch.BeginSend();
        Assert.That(() => batch.TryAddMessage(new ServiceBusMessage()), Throws.InvalidOperationException);
        batch.EndSend();
        batch.Dispose();
        Assert.That((batch.Count, batch.SizeInBytes), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void The_model_factorys_batch_takes_what_the_test_says()
    {
        var store = new List<ServiceBusMessage>();
        using var batch = ServiceBusModelFactory.ServiceBusMessageBatch(
            512, store, new CreateMessageBatchOptions { MaxSizeInBytes = 1000 }, message => message.Subject != "too large");

        Assert.That(batch.TryAddMessage(new ServiceBusMessage("a")), Is.True);
        Assert.That(batch.TryAddMessage(new ServiceBusMessage { Subject = "too large" }), Is.False);
        Assert.That((batch.Count, batch.SizeInBytes, batch.MaxSizeInBytes, store.Count), Is.EqualTo((1, 512L, 1000L, 1)));
    }

    private static ServiceBusReceivedMessage ThroughBytes(ServiceBusMessage message)
        => MessageDecoder.FromManagement(MessageEncoder.ToBytes(message, Now), lockToken: null);

    private static ServiceBusReceivedMessage Decode(Message message) => MessageDecoder.FromManagement(MessageEncoder.ToBytes(message), lockToken: null);
}
