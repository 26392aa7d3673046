using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

public sealed class SubscriptionTests : ClientTests
{
    [Test]
    public async Task Each_subscription_gets_what_its_filters_let_through()
    {
        await PublishAsync(
            Event("1", "x1", ("severity", "block"), ("n", 5)),
            Event("2", null, ("severity", "none")),
            Event("3", "x3"),
            Event("4", "x1", ("n", 6L)));

        Assert.That(await IdsAsync("all"), Is.EqualTo(new[] { "1", "2", "3", "4" }));
        Assert.That(await IdsAsync("sql"), Is.EqualTo(new[] { "1", "3", "4" }));
        Assert.That(await IdsAsync("correlation"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task The_copies_of_a_message_are_settled_each_on_its_own()
    {
        await PublishAsync(Event("1", "x1", ("n", 5)));
        var all = Client.CreateReceiver("events", "all");
        await all.CompleteMessageAsync(await ReceiveAsync(all));

        Assert.That(await IdsAsync("all"), Is.Empty);
        Assert.That(await IdsAsync("sql"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_subscription_has_its_own_dead_letters()
    {
        await PublishAsync(Event("1", "x1", ("n", 5)));
        var receiver = Client.CreateReceiver("events", "correlation");
        await receiver.AbandonMessageAsync(await ReceiveAsync(receiver));

        var dead = await ReceiveAsync(Client.CreateReceiver("events", "correlation", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }));

        Assert.That((dead.MessageId, dead.DeadLetterReason), Is.EqualTo(("1", "MaxDeliveryCountExceeded")));
        Assert.That(dead.DeadLetterSource, Is.EqualTo("events/Subscriptions/correlation"));
        Assert.That(await IdsAsync("all"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_duplicate_reaches_no_subscription_until_the_window_is_over()
    {
        await PublishAsync(Event("1", "x"), Event("1", "x"));
        await PublishAsync(Event("1", "x"));
        Assert.That(await IdsAsync("all"), Is.EqualTo(new[] { "1" }));

        Time.Advance(TimeSpan.FromMinutes(5));
        await PublishAsync(Event("1", "x"));

        Assert.That(await IdsAsync("all"), Is.EqualTo(new[] { "1", "1" }));
    }

    [Test]
    public async Task A_scheduled_event_is_published_in_its_time_unless_it_is_cancelled()
    {
        var sender = Client.CreateSender("events");
        var due = Time.GetUtcNow().AddMinutes(5);
        await sender.ScheduleMessageAsync(Event("1", "x"), due);
        await sender.CancelScheduledMessageAsync(await sender.ScheduleMessageAsync(Event("2", "x"), due));
        Assert.That(await IdsAsync("all"), Is.Empty);

        Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));

        Assert.That((await ReceiveAsync(Client.CreateReceiver("events", "all"))).MessageId, Is.EqualTo("1"));
        Assert.That(await IdsAsync("all"), Is.EqualTo(new[] { "1" }));
    }

    private static ServiceBusMessage Event(string id, string? subject, params (string Name, object Value)[] properties)
    {
        var message = new ServiceBusMessage("x") { MessageId = id, Subject = subject };
        foreach (var (name, value) in properties)
            message.ApplicationProperties[name] = value;
        return message;
    }

    private Task PublishAsync(params ServiceBusMessage[] messages) => Client.CreateSender("events").SendMessagesAsync(messages);

    private async Task<string[]> IdsAsync(string subscription) =>
        [.. (await PeekAsync(Client.CreateReceiver("events", subscription))).Select(message => message.MessageId)];
}
