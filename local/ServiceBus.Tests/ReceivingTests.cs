using Azure.Messaging.ServiceBus.Tests.Support;
using FailureFunctions.Local.ServiceBusEmulator;
using Microsoft.Extensions.Time.Testing;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Sending and receiving through the broker in memory.</summary>
[CancelAfter(60_000)]
public sealed class ReceivingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _brokerTime = new(DateTimeOffset.UtcNow);
    private EmulatorServer _emulator = null!;
    private ServiceBusClient _client = null!;
    private ServiceBusSender _sender = null!;
    private ServiceBusReceiver _receiver = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await Emulator.StartAsync(_brokerTime);
        _client = _emulator.CreateClient();
        _sender = _client.CreateSender("queue");
        _receiver = _client.CreateReceiver("queue");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _sender.DisposeAsync();
        await _receiver.DisposeAsync();
        await _client.DisposeAsync();
        await _emulator.DisposeAsync();
    }

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
        await _client.CreateSender("topic").SendMessageAsync(message, cancellationToken);

        var received = await _client.CreateReceiver("topic", "all").ReceiveMessageAsync(Long, cancellationToken);

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
            Assert.That(received.LockedUntil, Is.EqualTo(_brokerTime.GetUtcNow().AddMinutes(1)).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.EnqueuedTime, Is.EqualTo(_brokerTime.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(received.SequenceNumber, Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task A_completed_message_is_gone_and_an_abandoned_one_comes_back(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var first = await ReceiveAsync(cancellationToken);
        await _receiver.AbandonMessageAsync(first, new Dictionary<string, object> { ["seen"] = true }, cancellationToken);

        var second = await ReceiveAsync(cancellationToken);
        Assert.That((second.MessageId, second.DeliveryCount, second.ApplicationProperties["seen"]), Is.EqualTo(("a", 2, true)));
        await _receiver.CompleteMessageAsync(second, cancellationToken);

        Assert.That(await _receiver.ReceiveMessageAsync(Short, cancellationToken), Is.Null);
        Assert.That(await _receiver.PeekMessageAsync(cancellationToken: cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_dead_letter_says_why(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        await _receiver.DeadLetterMessageAsync(await ReceiveAsync(cancellationToken), "unreadable", "no recipient", cancellationToken);

        var deadLetters = _client.CreateReceiver("queue", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(Long, cancellationToken);

        Assert.That((dead?.MessageId, dead?.DeadLetterReason, dead?.DeadLetterErrorDescription), Is.EqualTo(("a", "unreadable", "no recipient")));
        await deadLetters.CompleteMessageAsync(dead!, cancellationToken);
    }

    [Test]
    public async Task A_deferred_message_is_received_by_its_number(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        await _receiver.DeferMessageAsync(message, cancellationToken: cancellationToken);
        Assert.That(await _receiver.ReceiveMessageAsync(Short, cancellationToken), Is.Null);

        var deferred = await _receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, cancellationToken);
        await _receiver.CompleteMessageAsync(deferred, cancellationToken);

        Assert.That((deferred.MessageId, deferred.State), Is.EqualTo(("a", ServiceBusMessageState.Deferred)));
        var exception = await Assert.ThrowsAsync<ServiceBusException>(
            () => _receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, cancellationToken));
        Assert.That(exception!.Reason, Is.EqualTo(ServiceBusFailureReason.MessageNotFound));
    }

    [Test]
    public async Task Peeking_walks_along_and_locks_nothing(CancellationToken cancellationToken)
    {
        foreach (var id in new[] { "a", "b", "c" }) await SendAsync(id, cancellationToken);

        var peeked = await _receiver.PeekMessagesAsync(2, cancellationToken: cancellationToken);
        var next = await _receiver.PeekMessageAsync(cancellationToken: cancellationToken);
        var again = await _receiver.PeekMessageAsync(peeked[1].SequenceNumber, cancellationToken);

        Assert.That(peeked.Select(message => message.MessageId), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((next?.MessageId, again?.MessageId, next?.DeliveryCount), Is.EqualTo(("c", "b", 0)));
        Assert.That(() => _receiver.CompleteMessageAsync(next!, cancellationToken), Throws.InvalidOperationException);
        Assert.That((await ReceiveAsync(cancellationToken)).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_renewed_lock_holds_longer_and_a_lost_one_is_noticed(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        var before = message.LockedUntil;

        _brokerTime.Advance(TimeSpan.FromSeconds(45));
        await _receiver.RenewMessageLockAsync(message, cancellationToken);
        Assert.That(message.LockedUntil, Is.EqualTo(before.AddSeconds(45)).Within(TimeSpan.FromMilliseconds(1)));

        _brokerTime.Advance(TimeSpan.FromSeconds(61));
        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => _receiver.CompleteMessageAsync(message, cancellationToken));
        Assert.That((exception!.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.MessageLockLost, false)));
        Assert.That((await ReceiveAsync(cancellationToken)).DeliveryCount, Is.EqualTo(2));
    }

    [Test]
    public async Task Receiving_several_returns_what_is_there_and_leaves_nothing_locked(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var received = await _receiver.ReceiveMessagesAsync(10, Long, cancellationToken);
        Assert.That(received.Select(message => message.MessageId), Is.EqualTo(new[] { "a" }));

        foreach (var id in new[] { "b", "c", "d" }) await SendAsync(id, cancellationToken);
        await using var other = _client.CreateReceiver("queue");
        var rest = new HashSet<string?>();
        while (rest.Count < 3)
        {
            foreach (var message in await other.ReceiveMessagesAsync(10, Long, cancellationToken)) rest.Add(message.MessageId);
        }

        Assert.That(rest, Is.EquivalentTo(new[] { "b", "c", "d" }));
    }

    [Test]
    public async Task Prefetched_messages_are_given_back_when_the_receiver_closes(CancellationToken cancellationToken)
    {
        foreach (var id in new[] { "a", "b", "c" }) await SendAsync(id, cancellationToken);
        var prefetching = _client.CreateReceiver("queue", new ServiceBusReceiverOptions { PrefetchCount = 10 });
        var first = await prefetching.ReceiveMessageAsync(Long, cancellationToken);
        await prefetching.CompleteMessageAsync(first!, cancellationToken);
        await prefetching.DisposeAsync();

        var rest = new HashSet<string?>();
        while (rest.Count < 2)
        {
            foreach (var message in await _receiver.ReceiveMessagesAsync(10, Long, cancellationToken)) rest.Add(message.MessageId);
        }

        Assert.That(rest, Is.EquivalentTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task Cancelling_a_receive_ends_it_and_loses_no_message(CancellationToken cancellationToken)
    {
        using var cancellation = new CancellationTokenSource();
        var receiving = _receiver.ReceiveMessageAsync(Long, cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await receiving, Throws.InstanceOf<OperationCanceledException>());

        await SendAsync("a", cancellationToken);

        Assert.That((await ReceiveAsync(cancellationToken)).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task Receive_and_delete_needs_no_settling(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var deleting = _client.CreateReceiver("queue", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = await deleting.ReceiveMessageAsync(Long, cancellationToken);

        Assert.That(message?.MessageId, Is.EqualTo("a"));
        Assert.That(() => deleting.CompleteMessageAsync(message!, cancellationToken), Throws.InvalidOperationException);
        Assert.That(await _receiver.PeekMessageAsync(cancellationToken: cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_batch_arrives_message_by_message(CancellationToken cancellationToken)
    {
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
        Assert.That(batch.MaxSizeInBytes, Is.EqualTo(256 * 1024));
        for (var number = 0; number < 20; number++) batch.TryAddMessage(new ServiceBusMessage("x") { MessageId = $"{number}" });
        await _sender.SendMessagesAsync(batch, cancellationToken);

        var ids = new List<string?>();
        while (ids.Count < 20)
        {
            foreach (var message in await _receiver.ReceiveMessagesAsync(20, Long, cancellationToken))
            {
                ids.Add(message.MessageId);
                await _receiver.CompleteMessageAsync(message, cancellationToken);
            }
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"{number}")));
    }

    [Test]
    public async Task A_dropped_connection_is_replaced_for_sender_receiver_and_settlement(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        var waiting = _receiver.ReceiveMessageAsync(Long, cancellationToken);

        _emulator.Faults.DropConnections();
        await _receiver.CompleteMessageAsync(message, cancellationToken);
        await SendAsync("b", cancellationToken);

        Assert.That((await waiting)?.MessageId, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_send_whose_answer_was_lost_is_repeated_under_the_same_id_and_kept_once(CancellationToken cancellationToken)
    {
        var sender = _client.CreateSender("topic");
        var receiver = _client.CreateReceiver("topic", "all");
        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "warm" }, cancellationToken);
        _emulator.Faults.LoseAnswers(1);

        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "id" }, cancellationToken);

        var peeked = await receiver.PeekMessagesAsync(10, cancellationToken: cancellationToken);
        Assert.That(peeked.Select(message => message.MessageId), Is.EqualTo(new[] { "warm", "id" }));
    }

    [Test]
    public async Task An_unknown_entity_and_a_wrong_key_are_told_apart(CancellationToken cancellationToken)
    {
        var nowhere = _client.CreateReceiver("topic", "nowhere");
        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => nowhere.ReceiveMessageAsync(Long, cancellationToken));
        Assert.That(exception!.Reason, Is.EqualTo(ServiceBusFailureReason.MessagingEntityNotFound));

        await using var stranger = new ServiceBusClient(_emulator.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal));
        var sender = stranger.CreateSender("queue");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken));
    }

    [Test]
    public async Task Waiting_needs_a_time_and_a_number(CancellationToken cancellationToken)
    {
        Assert.That(() => _receiver.ReceiveMessagesAsync(0, Short, cancellationToken), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _receiver.ReceiveMessagesAsync(1, TimeSpan.Zero, cancellationToken), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(await _receiver.ReceiveMessagesAsync(1, Short, cancellationToken), Is.Empty);
    }

    private Task SendAsync(string id, CancellationToken cancellationToken)
        => _sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = id }, cancellationToken);

    private async Task<ServiceBusReceivedMessage> ReceiveAsync(CancellationToken cancellationToken)
        => await _receiver.ReceiveMessageAsync(Long, cancellationToken) ?? throw new AssertionException("No message came.");
}
