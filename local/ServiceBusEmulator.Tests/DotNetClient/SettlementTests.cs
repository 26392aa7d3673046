using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

public sealed class SettlementTests : ClientTests
{
    [Test]
    public async Task A_completed_message_is_gone()
    {
        await SendAsync("a");

        await Receiver.CompleteMessageAsync(await ReceiveAsync());

        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task An_abandoned_message_comes_again_first_with_its_count_and_changes()
    {
        await SendAsync("a", "b");
        await Receiver.AbandonMessageAsync(await ReceiveAsync(), new Dictionary<string, object> { ["seen"] = true, ["at"] = "x" });

        var again = await ReceiveAsync();

        Assert.That((again.MessageId, again.DeliveryCount), Is.EqualTo(("a", 2)));
        Assert.That(again.ApplicationProperties, Is.EquivalentTo(new Dictionary<string, object> { ["seen"] = true, ["at"] = "x" }));
    }

    [Test]
    public async Task A_message_that_was_abandoned_too_often_is_dead_lettered()
    {
        await SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await ReceiveAsync();
            Assert.That(message.DeliveryCount, Is.EqualTo(delivery));
            await Receiver.AbandonMessageAsync(message);
        }

        var dead = await ReceiveAsync(DeadLetters());

        Assert.That((dead.DeadLetterReason, dead.DeadLetterSource), Is.EqualTo(("MaxDeliveryCountExceeded", "orders")));
        Assert.That(dead.DeadLetterErrorDescription, Is.EqualTo("Message could not be consumed after 3 delivery attempts."));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task A_dead_letter_says_why_and_can_be_completed()
    {
        await SendAsync("a");
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync(), new Dictionary<string, object> { ["extra"] = 5 }, "unreadable", "no recipient");
        var deadLetters = DeadLetters();

        var dead = await ReceiveAsync(deadLetters);
        await deadLetters.CompleteMessageAsync(dead);

        Assert.That((dead.MessageId, dead.DeadLetterReason, dead.DeadLetterErrorDescription), Is.EqualTo(("a", "unreadable", "no recipient")));
        Assert.That((dead.DeadLetterSource, dead.ApplicationProperties["extra"]), Is.EqualTo(("orders", 5)));
        Assert.That(await PeekAsync(deadLetters), Is.Empty);
    }

    [Test]
    public async Task A_dead_letter_without_a_reason_has_none()
    {
        await SendAsync("a");
        await Receiver.DeadLetterMessageAsync(await ReceiveAsync());

        var dead = await ReceiveAsync(DeadLetters());

        Assert.That((dead.DeadLetterReason, dead.DeadLetterErrorDescription), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task A_renewed_lock_holds_longer()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        var before = message.LockedUntil;

        Time.Advance(TimeSpan.FromSeconds(20));
        await Receiver.RenewMessageLockAsync(message);
        Assert.That(message.LockedUntil, Is.EqualTo(before.AddSeconds(20)).Within(TimeSpan.FromMilliseconds(1)));

        Time.Advance(TimeSpan.FromSeconds(29));
        await Receiver.CompleteMessageAsync(message);
        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task With_a_lock_that_ended_nothing_can_be_done()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        Time.Advance(TimeSpan.FromSeconds(30));

        Func<Task>[] attempts =
        [
            () => Receiver.CompleteMessageAsync(message),
            () => Receiver.AbandonMessageAsync(message),
            () => Receiver.DeferMessageAsync(message),
            () => Receiver.DeadLetterMessageAsync(message),
            () => Receiver.RenewMessageLockAsync(message),
        ];
        foreach (var attempt in attempts)
        {
            var exception = (await Assert.ThrowsAsync<ServiceBusException>(attempt))!;
            Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.MessageLockLost, false)));
        }

        Assert.That((await ReceiveAsync()).DeliveryCount, Is.EqualTo(2));
        Assert.That(await PeekAsync(DeadLetters()), Is.Empty);
    }

    [Test]
    public async Task A_message_cannot_be_settled_twice()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        await Receiver.CompleteMessageAsync(message);

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => Receiver.AbandonMessageAsync(message)))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.MessageLockLost));
    }
}
