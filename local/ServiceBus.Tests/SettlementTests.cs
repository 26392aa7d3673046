using Azure.Messaging.ServiceBus.Tests.Support;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>What becomes of a message that was received.</summary>
[CancelAfter(60_000)]
public sealed class SettlementTests : BrokerTests
{
    [Test]
    public async Task A_completed_message_is_gone_and_an_abandoned_one_comes_back(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var first = await ReceiveAsync(cancellationToken);
        await Receiver.AbandonMessageAsync(first, new Dictionary<string, object> { ["seen"] = true }, cancellationToken);

        var second = await ReceiveAsync(cancellationToken);
        Assert.That((second.MessageId, second.DeliveryCount, second.ApplicationProperties["seen"]), Is.EqualTo(("a", 2, true)));
        await Receiver.CompleteMessageAsync(second, cancellationToken);

        Assert.That(await Receiver.ReceiveMessageAsync(Moment, cancellationToken), Is.Null);
        Assert.That(await Receiver.PeekMessageAsync(cancellationToken: cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_dead_letter_says_why(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(cancellationToken), "unreadable", "no recipient", cancellationToken);

        var deadLetters = Client.CreateReceiver("queue", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(Patience, cancellationToken);

        Assert.That((dead?.MessageId, dead?.DeadLetterReason, dead?.DeadLetterErrorDescription), Is.EqualTo(("a", "unreadable", "no recipient")));
        await deadLetters.CompleteMessageAsync(dead!, cancellationToken);
    }

    [Test]
    public async Task A_deferred_message_is_received_by_its_number(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        await Receiver.DeferMessageAsync(message, cancellationToken: cancellationToken);
        Assert.That(await Receiver.ReceiveMessageAsync(Moment, cancellationToken), Is.Null);

        var deferred = await Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, cancellationToken);
        await Receiver.CompleteMessageAsync(deferred, cancellationToken);

        Assert.That((deferred.MessageId, deferred.State), Is.EqualTo(("a", ServiceBusMessageState.Deferred)));
        var exception = await Assert.ThrowsAsync<ServiceBusException>(
            () => Receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, cancellationToken));
        Assert.That(exception!.Reason, Is.EqualTo(ServiceBusFailureReason.MessageNotFound));
    }

    [Test]
    public async Task A_renewed_lock_holds_longer_and_a_lost_one_is_noticed(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var message = await ReceiveAsync(cancellationToken);
        var before = message.LockedUntil;

        BrokerTime.Advance(TimeSpan.FromSeconds(45));
        await Receiver.RenewMessageLockAsync(message, cancellationToken);
        Assert.That(message.LockedUntil, Is.EqualTo(before.AddSeconds(45)).Within(TimeSpan.FromMilliseconds(1)));

        BrokerTime.Advance(TimeSpan.FromSeconds(61));
        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => Receiver.CompleteMessageAsync(message, cancellationToken));
        Assert.That((exception!.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.MessageLockLost, false)));
        Assert.That((await ReceiveAsync(cancellationToken)).DeliveryCount, Is.EqualTo(2));
    }

    [Test]
    public async Task Receive_and_delete_needs_no_settling(CancellationToken cancellationToken)
    {
        await SendAsync("a", cancellationToken);
        var deleting = Client.CreateReceiver("queue", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = await deleting.ReceiveMessageAsync(Patience, cancellationToken);

        Assert.That(message?.MessageId, Is.EqualTo("a"));
        Assert.That(() => deleting.CompleteMessageAsync(message!, cancellationToken), Throws.InvalidOperationException);
        Assert.That(await Receiver.PeekMessageAsync(cancellationToken: cancellationToken), Is.Null);
    }
}
