using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

public sealed class SendingTests : ClientTests
{
    private const int Limit = 256 * 1024;

    private static readonly object[] Values =
    [
        true, (byte)1, (sbyte)-1, (short)-2, (ushort)2, -3, 3u, -4L, 4UL, 1.5f, 2.5d, 'é', Guid.NewGuid(), "text €", new byte[] { 1, 2 },
        123.456m, decimal.MaxValue, decimal.MinValue, 0m, new DateTime(2026, 11, 23, 9, 12, 0, 250, DateTimeKind.Utc),
        new DateTimeOffset(2026, 11, 23, 9, 12, 0, TimeSpan.Zero), TimeSpan.FromTicks(1234567), new Uri("https://example.nl/a?b=c"),
    ];

    [Test]
    public async Task What_is_sent_is_received_unchanged()
    {
        var message = new ServiceBusMessage("{\"a\":1}")
        {
            MessageId = "id",
            CorrelationId = "correlation",
            ContentType = "application/json",
            Subject = "email.delivery.failed",
            To = "to",
            ReplyTo = "reply",
            ReplyToSessionId = "replySession",
            PartitionKey = "partition",
            TimeToLive = TimeSpan.FromMinutes(10),
        };

        await Sender.SendMessageAsync(message);
        var received = await ReceiveAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(received.Body.ToString(), Is.EqualTo("{\"a\":1}"));
            Assert.That((received.MessageId, received.CorrelationId, received.ContentType), Is.EqualTo(("id", "correlation", "application/json")));
            Assert.That((received.Subject, received.To, received.ReplyTo), Is.EqualTo(("email.delivery.failed", "to", "reply")));
            Assert.That((received.ReplyToSessionId, received.PartitionKey), Is.EqualTo(("replySession", "partition")));
            Assert.That(received.TimeToLive, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That((received.DeliveryCount, received.State, received.SequenceNumber), Is.EqualTo((1, ServiceBusMessageState.Active, 1L)));
            Assert.That(received.LockToken, Is.Not.EqualTo(Guid.Empty.ToString()));
            Assert.That(received.LockedUntil, Is.EqualTo(Time.GetUtcNow().AddSeconds(30)).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.EnqueuedTime, Is.EqualTo(Time.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.ExpiresAt, Is.EqualTo(Time.GetUtcNow().AddMinutes(10)).Within(TimeSpan.FromMinutes(1)), "it comes from the sender's clock");
        }
    }

    [Test]
    public async Task A_transfer_is_counted_whatever_it_holds()
    {
        await Sender.SendMessageAsync(Message("a"));
        await Sender.SendMessagesAsync([Message("b"), Message("c")]);
        Assert.That(Server.Transfers, Is.EqualTo(2));
    }

    [Test]
    public async Task Application_properties_of_every_type_are_received_unchanged()
    {
        var message = Message("a");
        for (var number = 0; number < Values.Length; number++)
            message.ApplicationProperties[$"p{number}"] = Values[number];

        await Sender.SendMessageAsync(message);
        var received = (await ReceiveAsync()).ApplicationProperties;

        for (var number = 0; number < Values.Length; number++)
            Assert.That(received[$"p{number}"], Is.EqualTo(Values[number]).And.TypeOf(Values[number].GetType()));
        Assert.That(received, Has.Count.EqualTo(Values.Length));
    }

    [Test]
    public async Task A_message_without_an_id_gets_one_and_an_empty_body_stays_empty()
    {
        await Sender.SendMessageAsync(new ServiceBusMessage());

        var received = await ReceiveAsync();

        Assert.That(received.MessageId, Is.Not.Null.And.Not.Empty);
        Assert.That(received.Body.ToMemory().IsEmpty, Is.True);
    }

    [Test]
    public async Task A_batch_arrives_message_by_message_in_order()
    {
        using var batch = await Sender.CreateMessageBatchAsync();
        string[] ids = [.. Enumerable.Range(0, 200).Select(number => $"{number}")];
        foreach (var id in ids)
            Assert.That(batch.TryAddMessage(Message(id, new string('x', 500))), Is.True);

        await Sender.SendMessagesAsync(batch);

        Assert.That((await ReceiveAsync(Receiver, ids.Length)).Select(message => message.MessageId), Is.EqualTo(ids));
    }

    [Test]
    public async Task A_batch_takes_as_much_as_a_message_may_have()
    {
        using var batch = await Sender.CreateMessageBatchAsync();
        Assert.That(batch.MaxSizeInBytes, Is.EqualTo(Limit));
        Assert.That(batch.TryAddMessage(Message("large", new string('x', Limit - 1000))), Is.True);
        Assert.That(batch.TryAddMessage(Message("too much", new string('x', 1000))), Is.False);

        await Sender.SendMessagesAsync(batch);

        Assert.That((await ReceiveAsync()).Body.ToMemory().Length, Is.EqualTo(Limit - 1000));
    }

    [Test]
    public async Task A_message_over_the_limit_is_MessageSizeExceeded_and_the_sender_goes_on()
    {
        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => Sender.SendMessageAsync(Message("large", new string('x', Limit)))))!;
        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.MessageSizeExceeded, false)));

        await SendAsync("a");

        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Two_thousand_sends_at_once_all_arrive_once()
    {
        ServiceBusSender[] senders = [Sender, Client.CreateSender("orders"), Client.CreateSender("orders")];

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => senders[number % senders.Length].SendMessageAsync(Message($"{number}"))));

        var received = await ReceiveAsync(Receiver, 2000);
        Assert.That(received.Select(message => message.MessageId).Distinct().Count(), Is.EqualTo(2000));
    }

    [Test]
    public async Task A_repeated_message_id_is_accepted_and_dropped_until_the_window_is_over()
    {
        var sender = Client.CreateSender("dedupe");
        var receiver = Client.CreateReceiver("dedupe");
        await sender.SendMessageAsync(Message("a", "first"));
        await sender.SendMessageAsync(Message("a", "repeat"));
        await sender.SendMessagesAsync([Message("a", "repeat"), Message("b", "first")]);
        Assert.That((await PeekAsync(receiver)).Select(message => (message.MessageId, message.Body.ToString())), Is.EqualTo(new[] { ("a", "first"), ("b", "first") }));

        Time.Advance(TimeSpan.FromMinutes(5));
        await sender.SendMessageAsync(Message("a", "later"));

        Assert.That((await PeekAsync(receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "a", "b", "a" }));
    }
}
