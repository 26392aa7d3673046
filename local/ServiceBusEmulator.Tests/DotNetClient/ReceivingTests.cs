using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

public sealed class ReceivingTests : ClientTests
{
    [Test]
    public async Task Peeking_walks_along_and_locks_nothing()
    {
        await SendAsync("a", "b", "c");

        var peeked = await Receiver.PeekMessagesAsync(2);
        var next = await Receiver.PeekMessageAsync();
        var end = await Receiver.PeekMessageAsync();
        var again = await Receiver.PeekMessageAsync(peeked[1].SequenceNumber);

        Assert.That(peeked.Select(message => message.MessageId), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((next?.MessageId, again?.MessageId, next?.DeliveryCount), Is.EqualTo(("c", "b", 0)));
        Assert.That(end, Is.Null);
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task Receiving_several_gives_what_is_there_and_leaves_nothing_locked()
    {
        await SendAsync("a");
        var received = await Receiver.ReceiveMessagesAsync(10, Patience);
        Assert.That(received.Select(message => message.MessageId), Is.EqualTo(new[] { "a" }));

        await SendAsync("b", "c", "d");
        await using var other = Client.CreateReceiver("orders");

        Assert.That((await ReceiveAsync(other, 3)).Select(message => message.MessageId), Is.EquivalentTo(new[] { "b", "c", "d" }));
    }

    [Test]
    public async Task Receiving_from_an_empty_queue_ends_with_nothing_when_its_time_is_up()
    {
        Assert.That(await Receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(50)), Is.Null);
        Assert.That(await Receiver.ReceiveMessagesAsync(5, TimeSpan.FromMilliseconds(50)), Is.Empty);
    }

    [Test]
    public async Task A_receiver_that_waits_gets_the_message_when_it_is_sent()
    {
        var waiting = ReceiveAsync();

        await SendAsync("a");

        Assert.That((await waiting).MessageId, Is.EqualTo("a"));
    }

    [Test]
    public async Task Cancelling_a_receive_ends_it_and_loses_no_message()
    {
        using var cancellation = new CancellationTokenSource();
        var receiving = Receiver.ReceiveMessageAsync(Patience, cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await receiving, Throws.InstanceOf<OperationCanceledException>());

        await SendAsync("a");

        var received = await ReceiveAsync();
        Assert.That((received.MessageId, received.DeliveryCount), Is.EqualTo(("a", 1)));
    }

    [Test]
    public async Task Receive_and_delete_needs_no_settlement()
    {
        await SendAsync("a", "b");
        await using var deleting = Client.CreateReceiver("orders", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        Assert.That((await ReceiveAsync(deleting)).MessageId, Is.EqualTo("a"));

        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task A_prefetching_receiver_gets_every_message_once_and_in_order()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => $"{number}")];
        await SendAsync(ids);
        await using var prefetching = Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 7 });
        var received = new List<string>();

        while (received.Count < ids.Length)
        {
            var message = await ReceiveAsync(prefetching);
            received.Add(message.MessageId);
            await prefetching.CompleteMessageAsync(message);
        }

        Assert.That(received, Is.EqualTo(ids));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task A_deferred_message_is_received_by_its_number_only()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        await Receiver.DeferMessageAsync(message, new Dictionary<string, object> { ["why"] = "later" });
        await SendAsync("b");
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("b"));

        var deferred = await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        Assert.That((deferred.MessageId, deferred.State, deferred.ApplicationProperties["why"]), Is.EqualTo(("a", ServiceBusMessageState.Deferred, "later")));
        await Receiver.RenewMessageLockAsync(deferred);
        await Receiver.CompleteMessageAsync(deferred);

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber)))!;
        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.MessageNotFound));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_deferred_message_can_be_abandoned_or_dead_lettered(bool abandon)
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        await Receiver.DeferMessageAsync(message);
        var deferred = await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);

        await (abandon ? Receiver.AbandonMessageAsync(deferred) : Receiver.DeadLetterMessageAsync(deferred, "why", "described"));

        Assert.That((await PeekAsync(Receiver)).Select(left => left.State), Is.EqualTo(abandon ? new[] { ServiceBusMessageState.Deferred } : []));
        Assert.That((await PeekAsync(DeadLetters())).Select(dead => (dead.DeadLetterReason, dead.State)), Is.EqualTo(abandon ? [] : new[] { ("why", ServiceBusMessageState.Active) }));
    }

    [Test]
    public async Task A_scheduled_message_comes_in_its_time_unless_it_is_cancelled()
    {
        var due = Time.GetUtcNow().AddMinutes(5);
        var numbers = await Sender.ScheduleMessagesAsync([Message("a"), Message("b")], due);
        var cancelled = await Sender.ScheduleMessageAsync(Message("c"), due);
        await Sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "d", ScheduledEnqueueTime = due });
        await Sender.CancelScheduledMessageAsync(cancelled);
        var peeked = await PeekAsync(Receiver);
        Assert.That(peeked.Select(message => (message.MessageId, message.State)), Is.EqualTo(new[] { "a", "b", "d" }.Select(id => (id, ServiceBusMessageState.Scheduled))));
        Assert.That(peeked.Take(2).Select(message => message.SequenceNumber), Is.EqualTo(numbers));
        await SendAsync("now");
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("now"));

        Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));

        var received = await ReceiveAsync(Receiver, 4);
        Assert.That(received.Select(message => message.MessageId), Is.EquivalentTo(new[] { "a", "b", "d", "now" }));
        Assert.That(received[0].EnqueuedTime, Is.EqualTo(due).Within(TimeSpan.FromMilliseconds(1)));
        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => Sender.CancelScheduledMessageAsync(numbers[0])))!;
        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.MessageNotFound));
    }

    [Test]
    public async Task An_expired_message_is_dropped_or_dead_lettered_as_the_queue_says()
    {
        var expiring = Client.CreateSender("expiring");
        foreach (var sender in new[] { Sender, expiring })
            await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "a", TimeToLive = TimeSpan.FromMinutes(5) });

        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await PeekAsync(Receiver), Is.Empty);
        Assert.That(await PeekAsync(DeadLetters()), Is.Empty);
        Assert.That((await ReceiveAsync(DeadLetters("expiring"))).DeadLetterReason, Is.EqualTo("TTLExpiredException"));
    }
}
