using Azure.Messaging.ServiceBus.Tests.Support;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Sending and receiving through the broker in memory.</summary>
[CancelAfter(60_000)]
public sealed class ReceivingTests : BrokerTests
{
    [Test]
    public async Task What_is_sent_is_received_whole(CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage("{\"a\":1}")
        {
            MessageId = "id",
            CorrelationId = "correlation",
            ContentType = "application/json",
            Subject = "email.delivery.failed",
            To = "to",
            ReplyTo = "reply",
            TimeToLive = TimeSpan.FromMinutes(10),
        };
        message.ApplicationProperties["code"] = 550;
        message.ApplicationProperties["kind"] = "synchronous";
        message.ApplicationProperties["cloudEvents_time"] = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
        await Client.CreateSender("topic").SendMessageAsync(message, cancellationToken);

        var received = await Client.CreateReceiver("topic", "all").ReceiveMessageAsync(Patience, cancellationToken);

        Assert.That(received, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(received!.Body.ToString(), Is.EqualTo("{\"a\":1}"));
            Assert.That((received.MessageId, received.CorrelationId, received.ContentType), Is.EqualTo(("id", "correlation", "application/json")));
            Assert.That((received.Subject, received.To, received.ReplyTo), Is.EqualTo(("email.delivery.failed", "to", "reply")));
            Assert.That(received.ApplicationProperties, Is.EquivalentTo(message.ApplicationProperties));
            Assert.That((received.DeliveryCount, received.State), Is.EqualTo((1, ServiceBusMessageState.Active)));
            Assert.That(received.TimeToLive, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That(received.LockToken, Is.Not.EqualTo(Guid.Empty.ToString()));
            Assert.That(received.LockedUntil, Is.EqualTo(BrokerTime.GetUtcNow().AddMinutes(1)).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.EnqueuedTime, Is.EqualTo(BrokerTime.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.SequenceNumber, Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task Peeking_walks_along_and_locks_nothing(CancellationToken cancellationToken)
    {
        foreach (var id in new[] { "a", "b", "c" }) await SendAsync(id, cancellationToken);

        var peeked = await Receiver.PeekMessagesAsync(2, cancellationToken: cancellationToken);
        var next = await Receiver.PeekMessageAsync(cancellationToken: cancellationToken);
        var again = await Receiver.PeekMessageAsync(peeked[1].SequenceNumber, cancellationToken);

        Assert.That(peeked.Select(message => message.MessageId), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((next?.MessageId, again?.MessageId, next?.DeliveryCount), Is.EqualTo(("c", "b", 0)));
        Assert.That(() => Receiver.CompleteMessageAsync(next!, cancellationToken), Throws.InvalidOperationException);
        Assert.That((await ReceiveAsync(cancellationToken)).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task Receiving_several_returns_what_is_there_and_leaves_nothing_locked(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var received = await Receiver.ReceiveMessagesAsync(10, Patience, cancellationToken);
        Assert.That(received.Select(message => message.MessageId), Is.EqualTo(new[] { "a" }));

        foreach (var id in new[] { "b", "c", "d" }) await SendAsync(id, cancellationToken);
        await using var other = Client.CreateReceiver("queue");
        var rest = new HashSet<string?>();
        while (rest.Count < 3)
        {
            foreach (var message in await other.ReceiveMessagesAsync(10, Patience, cancellationToken)) rest.Add(message.MessageId);
        }

        Assert.That(rest, Is.EquivalentTo(new[] { "b", "c", "d" }));
    }

    [Test]
    public async Task Prefetched_messages_are_given_back_when_theReceiver_closes(CancellationToken cancellationToken)
    {
        foreach (var id in new[] { "a", "b", "c" }) await SendAsync(id, cancellationToken);
        var prefetching = Client.CreateReceiver("queue", new ServiceBusReceiverOptions { PrefetchCount = 10 });
        var first = await prefetching.ReceiveMessageAsync(Patience, cancellationToken);
        await prefetching.CompleteMessageAsync(first!, cancellationToken);
        await prefetching.DisposeAsync();

        var rest = new HashSet<string?>();
        while (rest.Count < 2)
        {
            foreach (var message in await Receiver.ReceiveMessagesAsync(10, Patience, cancellationToken)) rest.Add(message.MessageId);
        }

        Assert.That(rest, Is.EquivalentTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task Cancelling_a_receive_ends_it_and_loses_no_message(CancellationToken cancellationToken)
    {
        using var cancellation = new CancellationTokenSource();
        var receiving = Receiver.ReceiveMessageAsync(Patience, cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await receiving, Throws.InstanceOf<OperationCanceledException>());

        await SendAsync("a", cancellationToken);

        Assert.That((await ReceiveAsync(cancellationToken)).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_batch_arrives_message_by_message(CancellationToken cancellationToken)
    {
        using var batch = await Sender.CreateMessageBatchAsync(cancellationToken);
        Assert.That(batch.MaxSizeInBytes, Is.EqualTo(256 * 1024));
        for (var number = 0; number < 20; number++) batch.TryAddMessage(new ServiceBusMessage("x") { MessageId = $"{number}" });
        await Sender.SendMessagesAsync(batch, cancellationToken);

        var ids = new List<string?>();
        while (ids.Count < 20)
        {
            foreach (var message in await Receiver.ReceiveMessagesAsync(20, Patience, cancellationToken))
            {
                ids.Add(message.MessageId);
                await Receiver.CompleteMessageAsync(message, cancellationToken);
            }
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"{number}")));
    }

    [Test]
    public async Task A_dropped_connection_is_replaced_forSenderReceiver_and_settlement(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        var waiting = Receiver.ReceiveMessageAsync(Patience, cancellationToken);

        Broker.Faults.DropConnections();
        await Receiver.CompleteMessageAsync(message, cancellationToken);
        await SendAsync("b", cancellationToken);

        Assert.That((await waiting)?.MessageId, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_send_whose_answer_was_lost_is_repeated_under_the_same_id_and_kept_once(CancellationToken cancellationToken)
    {
        var sender = Client.CreateSender("topic");
        var receiver = Client.CreateReceiver("topic", "all");
        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "warm" }, cancellationToken);
        Broker.Faults.LoseAnswers(1);

        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "id" }, cancellationToken);

        var peeked = await receiver.PeekMessagesAsync(10, cancellationToken: cancellationToken);
        Assert.That(peeked.Select(message => message.MessageId), Is.EqualTo(new[] { "warm", "id" }));
    }

    [Test]
    public async Task An_unknown_entity_and_a_wrong_key_are_told_apart(CancellationToken cancellationToken)
    {
        var nowhere = Client.CreateReceiver("topic", "nowhere");
        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => nowhere.ReceiveMessageAsync(Patience, cancellationToken));
        Assert.That(exception!.Reason, Is.EqualTo(ServiceBusFailureReason.MessagingEntityNotFound));

        await using var stranger = new ServiceBusClient(Broker.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal));
        var sender = stranger.CreateSender("queue");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken));
    }

    [Test]
    public async Task A_scheduled_message_comes_in_its_time_unless_it_is_cancelled(CancellationToken cancellationToken)
    {
        var due = BrokerTime.GetUtcNow().AddMinutes(5);
        await Sender.ScheduleMessageAsync(new ServiceBusMessage("x") { MessageId = "a" }, due, cancellationToken);
        var cancelled = await Sender.ScheduleMessageAsync(new ServiceBusMessage("x") { MessageId = "b" }, due, cancellationToken);
        await Sender.CancelScheduledMessageAsync(cancelled, cancellationToken);
        Assert.That(await Receiver.ReceiveMessageAsync(Moment, cancellationToken), Is.Null);

        BrokerTime.Advance(TimeSpan.FromMinutes(6));

        Assert.That((await ReceiveAsync(cancellationToken)).MessageId, Is.EqualTo("a"));
        Assert.That(await Receiver.ReceiveMessageAsync(Moment, cancellationToken), Is.Null);
    }

    [Test]
    public async Task Waiting_needs_a_time_and_a_number(CancellationToken cancellationToken)
    {
        Assert.That(() => Receiver.ReceiveMessagesAsync(0, Moment, cancellationToken), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Receiver.ReceiveMessagesAsync(1, TimeSpan.Zero, cancellationToken), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(await Receiver.ReceiveMessagesAsync(1, Moment, cancellationToken), Is.Empty);
    }
}
