using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

/// <summary>What happens to messages that a receiver still holds when it closes or loses its connection.</summary>
public sealed class ReleaseTests : ClientTests
{
    [Test]
    public async Task Receivers_that_close_give_prefetched_messages_back_in_order_without_a_delivery()
    {
        // More receivers than the queue allows deliveries: if a release counted, the last messages would be dead letters.
        const int receivers = 5;
        string[] ids = [.. Enumerable.Range(0, 10).Select(number => $"{number}")];
        await SendAsync(ids);
        for (var number = 0; number < receivers; number++)
        {
            await using var prefetching = Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 20 });
            var first = await ReceiveAsync(prefetching);
            Assert.That(first.MessageId, Is.EqualTo($"{number}"));
            await prefetching.CompleteMessageAsync(first);
            await UntilAsync(async () => (await PeekAsync(Receiver)).All(message => message.LockedUntil != default));
        }

        var rest = await ReceiveAsync(Receiver, ids.Length - receivers);

        Assert.That(rest.Select(message => message.MessageId), Is.EqualTo(ids.Skip(receivers)));
        Assert.That(rest.Select(message => message.DeliveryCount), Is.All.EqualTo(1));
        Assert.That(await PeekAsync(DeadLetters()), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(50)]
    public async Task Receivers_that_come_and_go_at_the_same_time_leave_no_message_behind(int prefetchCount)
    {
        // The clock stands still: a message that stays locked by a receiver that is gone would never come again.
        const int count = 300;
        await SendAsync([.. Enumerable.Range(0, count).Select(number => $"{number}")]);
        var deliveries = new ConcurrentQueue<(string Id, int Count)>();
        using var limit = new CancellationTokenSource(Patience);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (deliveries.Count < count && !limit.IsCancellationRequested)
            {
                await using var receiver = Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = prefetchCount });
                foreach (var message in await receiver.ReceiveMessagesAsync(7, TimeSpan.FromMilliseconds(200)))
                {
                    deliveries.Enqueue((message.MessageId, message.DeliveryCount));
                    await receiver.CompleteMessageAsync(message);
                }
            }
        }));

        Assert.That(deliveries.Select(delivery => delivery.Id).Distinct().Count(), Is.EqualTo(count));
        Assert.That(deliveries.Select(delivery => delivery.Count), Is.All.EqualTo(1));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
        Assert.That(await PeekAsync(DeadLetters()), Is.Empty);
    }

    [Test]
    public async Task A_processor_that_stops_gives_prefetched_messages_back_without_a_delivery()
    {
        await SendAsync("0", "1", "2", "3", "4");
        for (var round = 0; round < 4; round++)
        {
            var handling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var processor = Client.CreateProcessor("orders", new ServiceBusProcessorOptions { PrefetchCount = 20 });
            processor.ProcessMessageAsync += _ =>
            {
                handling.TrySetResult();
                return finish.Task;
            };
            processor.ProcessErrorAsync += _ => Task.CompletedTask;
            await processor.StartProcessingAsync();
            await handling.Task.WaitAsync(Patience);
            await UntilAsync(async () => (await PeekAsync(Receiver)).All(message => message.LockedUntil != default));

            var stopping = processor.StopProcessingAsync();
            finish.SetResult();
            await stopping;
        }

        var last = await ReceiveAsync();

        Assert.That((last.MessageId, last.DeliveryCount), Is.EqualTo(("4", 1)));
        Assert.That(await PeekAsync(DeadLetters()), Is.Empty);
    }

    [Test]
    public async Task Messages_on_a_connection_that_drops_stay_locked_until_their_locks_end()
    {
        await SendAsync("a", "b");
        var prefetching = Client.CreateReceiver("orders", new ServiceBusReceiverOptions { PrefetchCount = 20 });
        await ReceiveAsync(prefetching);
        await UntilAsync(async () => (await PeekAsync(Receiver)).All(message => message.LockedUntil != default));

        Server.Faults.DropConnections();
        await SendAsync("c");
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("c"), "the others are locked");
        Time.Advance(TimeSpan.FromSeconds(30));

        var again = await ReceiveAsync(Receiver, 3);
        Assert.That(again.Select(message => (message.MessageId, message.DeliveryCount)), Is.EqualTo(new[] { ("a", 2), ("b", 2), ("c", 2) }));
    }
}
