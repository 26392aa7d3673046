using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

public sealed class ProcessorTests : ClientTests
{
    private readonly ConcurrentQueue<ProcessErrorEventArgs> _errors = [];

    [Test]
    public async Task Messages_are_handled_several_at_a_time_and_completed()
    {
        const int calls = 4;
        var handled = new ConcurrentDictionary<string, int>();
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;
        await using var processor = Processor(new ServiceBusProcessorOptions { MaxConcurrentCalls = calls }, async args =>
        {
            if (Interlocked.Increment(ref running) == calls)
                together.TrySetResult();
            await together.Task.WaitAsync(Patience);
            handled.AddOrUpdate(args.Message.MessageId, 1, (_, count) => count + 1);
        });
        await SendAsync([.. Enumerable.Range(0, 20).Select(number => $"{number}")]);

        await processor.StartProcessingAsync();
        await UntilAsync(() => handled.Count == 20);
        await processor.StopProcessingAsync();

        Assert.That(handled.Values, Is.All.EqualTo(1));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
        Assert.That(_errors, Is.Empty);
    }

    [Test]
    public async Task Without_auto_completion_a_message_that_is_not_settled_stays_locked()
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = Processor(new ServiceBusProcessorOptions { AutoCompleteMessages = false }, _ =>
        {
            handled.TrySetResult();
            return Task.CompletedTask;
        });
        await SendAsync("a");

        await processor.StartProcessingAsync();
        await handled.Task.WaitAsync(Patience);
        await processor.StopProcessingAsync();
        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "a" }));
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await ReceiveAsync()).DeliveryCount, Is.EqualTo(2));
    }

    [Test]
    public async Task A_message_whose_handler_fails_is_delivered_again_and_in_the_end_dead_lettered()
    {
        var counts = new ConcurrentQueue<int>();
        await using var processor = Processor(new ServiceBusProcessorOptions(), args =>
        {
            counts.Enqueue(args.Message.DeliveryCount);
            throw new InvalidOperationException("The handler failed.");
        });
        await SendAsync("a");
        await processor.StartProcessingAsync();

        var dead = await ReceiveAsync(DeadLetters());

        Assert.That(dead.DeadLetterReason, Is.EqualTo("MaxDeliveryCountExceeded"));
        Assert.That(counts, Is.EqualTo(new[] { 1, 2, 3 }));
        var error = _errors.First();
        Assert.That(
            (error.ErrorSource, error.EntityPath, error.Exception.Message),
            Is.EqualTo((ServiceBusErrorSource.ProcessMessageCallback, "orders", "The handler failed.")));
    }

    [Test]
    public async Task A_handler_may_settle_by_itself()
    {
        await using var processor = Processor(
            new ServiceBusProcessorOptions(), args => args.DeadLetterMessageAsync(args.Message, "mine", "own words", args.CancellationToken));
        await SendAsync("a");
        await processor.StartProcessingAsync();

        var dead = await ReceiveAsync(DeadLetters());
        await processor.StopProcessingAsync();

        Assert.That(dead.DeadLetterReason, Is.EqualTo("mine"));
        Assert.That(_errors, Is.Empty);
    }

    [Test]
    public async Task Stopping_waits_for_the_handler_and_still_completes_its_message()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = Processor(new ServiceBusProcessorOptions(), async _ =>
        {
            started.TrySetResult();
            await finish.Task;
        });
        await SendAsync("a");
        await processor.StartProcessingAsync();
        await started.Task.WaitAsync(Patience);

        var stopping = processor.StopProcessingAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        finish.SetResult();
        await stopping;

        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task The_lock_is_renewed_while_the_handler_runs()
    {
        // The client renews by the real clock, half-way to the end of the lock when that is near: a broker whose clock
        // is behind hands out locks that end in two seconds, and cannot lose them, because its clock stands still.
        Time.AdjustTime(DateTimeOffset.UtcNow.AddSeconds(-28));
        var started = new TaskCompletionSource<ServiceBusReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = Processor(new ServiceBusProcessorOptions(), args =>
        {
            started.TrySetResult(args.Message);
            return finish.Task;
        });
        await SendAsync("a");
        await processor.StartProcessingAsync();
        var message = await started.Task.WaitAsync(Patience);
        var first = message.LockedUntil;

        Time.Advance(TimeSpan.FromSeconds(20));
        await UntilAsync(() => message.LockedUntil > first);
        Time.Advance(TimeSpan.FromSeconds(20));
        finish.SetResult();
        await processor.StopProcessingAsync();

        Assert.That(message.LockedUntil, Is.EqualTo(first.AddSeconds(20)).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
        Assert.That(_errors, Is.Empty);
    }

    [Test]
    public async Task A_dropped_connection_does_not_stop_the_processing()
    {
        var handled = new ConcurrentDictionary<string, bool>();
        await using var processor = Processor(new ServiceBusProcessorOptions { MaxConcurrentCalls = 2 }, args =>
        {
            handled[args.Message.MessageId] = true;
            return Task.CompletedTask;
        });
        await processor.StartProcessingAsync();
        await SendAsync("before");
        await UntilAsync(() => handled.Count == 1);

        Server.Faults.DropConnections();
        await SendAsync("1", "2", "3");

        await UntilAsync(() => handled.Count == 4);
    }

    [Test]
    public async Task An_entity_that_does_not_exist_is_reported_as_an_error_of_receiving()
    {
        await using var processor = Client.CreateProcessor("nowhere");
        processor.ProcessMessageAsync += _ => Task.CompletedTask;
        processor.ProcessErrorAsync += NoteAsync;

        await processor.StartProcessingAsync();
        await UntilAsync(() => !_errors.IsEmpty);

        var error = _errors.First();
        Assert.That(error.ErrorSource, Is.EqualTo(ServiceBusErrorSource.Receive));
        Assert.That((error.Exception as ServiceBusException)?.Reason, Is.EqualTo(ServiceBusFailureReason.MessagingEntityNotFound));
    }

    private ServiceBusProcessor Processor(ServiceBusProcessorOptions options, Func<ProcessMessageEventArgs, Task> handler)
    {
        var processor = Client.CreateProcessor("orders", options);
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += NoteAsync;
        return processor;
    }

    private Task NoteAsync(ProcessErrorEventArgs args)
    {
        _errors.Enqueue(args);
        return Task.CompletedTask;
    }
}
