using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus.Tests.Support;
using FailureFunctions.Local.ServiceBusEmulator;
using Microsoft.Extensions.Time.Testing;

namespace Azure.Messaging.ServiceBus.Tests;

[CancelAfter(60_000)]
public sealed class ProcessorTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ConcurrentQueue<ProcessErrorEventArgs> _errors = [];
    private EmulatorServer _emulator = null!;
    private ServiceBusClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await Emulator.StartAsync(_time);
        _client = _emulator.CreateClient();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _client.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task Messages_are_handled_several_at_a_time_and_completed(CancellationToken cancellationToken)
    {
        const int calls = 4;
        var handled = new ConcurrentDictionary<string, int>();
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;
        await using var processor = Processor(new ServiceBusProcessorOptions { MaxConcurrentCalls = calls }, async args =>
        {
            if (Interlocked.Increment(ref running) == calls) together.TrySetResult();
            await together.Task.WaitAsync(args.CancellationToken);
            handled.AddOrUpdate(args.Message.MessageId!, 1, (_, count) => count + 1);
        });
        await SendAsync(20, cancellationToken);

        await processor.StartProcessingAsync(cancellationToken);
        Assert.That(processor.IsProcessing, Is.True);
        await UntilAsync(() => handled.Count == 20, cancellationToken);
        await processor.StopProcessingAsync(cancellationToken);

        Assert.That(processor.IsProcessing, Is.False);
        Assert.That(handled.Values, Is.All.EqualTo(1));
        Assert.That(await LeftAsync(cancellationToken), Is.Empty);
        Assert.That(_errors, Is.Empty);
    }

    [Test]
    public async Task A_message_whose_handler_fails_is_delivered_again_and_in_the_end_dead_lettered(CancellationToken cancellationToken)
    {
        var counts = new ConcurrentQueue<int>();
        await using var processor = Processor(new ServiceBusProcessorOptions(), args =>
        {
            counts.Enqueue(args.Message.DeliveryCount);
            throw new InvalidOperationException("The handler failed.");
        });
        await SendAsync(1, cancellationToken);
        await processor.StartProcessingAsync(cancellationToken);

        await using var deadLetters = _client.CreateReceiver("queue", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(TimeSpan.FromSeconds(20), cancellationToken);

        Assert.That(dead?.DeadLetterReason, Is.EqualTo("MaxDeliveryCountExceeded"));
        Assert.That(counts, Is.EqualTo(new[] { 1, 2, 3 }));
        var error = _errors.First();
        Assert.That(
            (error.ErrorSource, error.EntityPath, error.Exception.Message),
            Is.EqualTo((ServiceBusErrorSource.ProcessMessageCallback, "queue", "The handler failed.")));
    }

    [Test]
    public async Task A_handler_may_settle_by_itself(CancellationToken cancellationToken)
    {
        await using var processor = Processor(
            new ServiceBusProcessorOptions(), args => args.DeadLetterMessageAsync(args.Message, "mine", "own words", args.CancellationToken));
        await SendAsync(1, cancellationToken);
        await processor.StartProcessingAsync(cancellationToken);

        await using var deadLetters = _client.CreateReceiver("queue", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(TimeSpan.FromSeconds(20), cancellationToken);
        await processor.StopProcessingAsync(cancellationToken);

        Assert.That(dead?.DeadLetterReason, Is.EqualTo("mine"));
        Assert.That(_errors, Is.Empty);
    }

    [Test]
    public async Task Stopping_waits_for_the_handler_and_still_completes_its_message(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = Processor(new ServiceBusProcessorOptions(), async args =>
        {
            started.TrySetResult();
            await finish.Task;
        });
        await SendAsync(1, cancellationToken);
        await processor.StartProcessingAsync(cancellationToken);
        await started.Task.WaitAsync(cancellationToken);

        var stopping = processor.StopProcessingAsync(cancellationToken);
        Assert.That(stopping.IsCompleted, Is.False);
        finish.SetResult();
        await stopping;

        Assert.That(await LeftAsync(cancellationToken), Is.Empty);
    }

    [Test]
    public async Task The_lock_is_renewed_while_the_handler_runs(CancellationToken cancellationToken)
    {
        await using var client = _emulator.CreateClient(_time);
        await using var processor = client.CreateProcessor("queue");
        var started = new TaskCompletionSource<ServiceBusReceivedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        processor.ProcessMessageAsync += args =>
        {
            started.TrySetResult(args.Message);
            return finish.Task;
        };
        processor.ProcessErrorAsync += Note;
        await SendAsync(1, cancellationToken);
        await processor.StartProcessingAsync(cancellationToken);
        var message = await started.Task.WaitAsync(cancellationToken);
        var first = message.LockedUntil;

        // Three lifetimes of the lock, in steps that leave the renewal time to happen.
        for (var step = 0; step < 20; step++)
        {
            var before = message.LockedUntil;
            _time.Advance(TimeSpan.FromSeconds(9));
            if (before - _time.GetUtcNow() < TimeSpan.FromSeconds(10)) await UntilAsync(() => message.LockedUntil > before, cancellationToken);
        }

        finish.SetResult();
        await processor.StopProcessingAsync(cancellationToken);
        Assert.That(message.LockedUntil, Is.GreaterThan(first.AddMinutes(2)));
        Assert.That(_errors, Is.Empty);
        Assert.That(await LeftAsync(cancellationToken), Is.Empty);
    }

    [Test]
    public async Task A_dropped_connection_does_not_stop_the_processing(CancellationToken cancellationToken)
    {
        var handled = new ConcurrentDictionary<string, bool>();
        await using var processor = Processor(new ServiceBusProcessorOptions { MaxConcurrentCalls = 2 }, args =>
        {
            handled[args.Message.MessageId!] = true;
            return Task.CompletedTask;
        });
        await processor.StartProcessingAsync(cancellationToken);
        await SendAsync(1, cancellationToken);
        await UntilAsync(() => handled.Count == 1, cancellationToken);

        _emulator.Faults.DropConnections();
        await SendAsync(5, cancellationToken);

        await UntilAsync(() => handled.Count == 5, cancellationToken);
    }

    [Test]
    public async Task An_entity_that_does_not_exist_is_reported_as_an_error_of_receiving(CancellationToken cancellationToken)
    {
        await using var processor = _client.CreateProcessor("nowhere");
        processor.ProcessMessageAsync += _ => Task.CompletedTask;
        processor.ProcessErrorAsync += Note;

        await processor.StartProcessingAsync(cancellationToken);
        await UntilAsync(() => !_errors.IsEmpty, cancellationToken);

        var error = _errors.First();
        Assert.That(error.ErrorSource, Is.EqualTo(ServiceBusErrorSource.Receive));
        Assert.That((error.Exception as ServiceBusException)?.Reason, Is.EqualTo(ServiceBusFailureReason.MessagingEntityNotFound));
    }

    [Test]
    public async Task Each_event_takes_one_handler_set_before_the_start(CancellationToken cancellationToken)
    {
        await using var processor = _client.CreateProcessor("queue");
        Assert.That(() => processor.StartProcessingAsync(cancellationToken), Throws.InvalidOperationException);

        Func<ProcessMessageEventArgs, Task> handler = _ => Task.CompletedTask;
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += Note;
        Assert.That(() => processor.ProcessMessageAsync += handler, Throws.TypeOf<NotSupportedException>());

        await processor.StartProcessingAsync(cancellationToken);
        Assert.That(() => processor.ProcessMessageAsync -= handler, Throws.InvalidOperationException);
        await processor.CloseAsync(cancellationToken);
        Assert.That(processor.IsClosed, Is.True);
        Assert.That(() => processor.StartProcessingAsync(cancellationToken), Throws.TypeOf<ObjectDisposedException>());
    }

    private static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition()) await Task.Delay(10, cancellationToken);
    }

    private ServiceBusProcessor Processor(ServiceBusProcessorOptions options, Func<ProcessMessageEventArgs, Task> handler)
    {
        var processor = _client.CreateProcessor("queue", options);
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += Note;
        return processor;
    }

    private Task Note(ProcessErrorEventArgs args)
    {
        _errors.Enqueue(args);
        return Task.CompletedTask;
    }

    private Task SendAsync(int count, CancellationToken cancellationToken)
        => _client.CreateSender("queue").SendMessagesAsync(
            Enumerable.Range(0, count).Select(number => new ServiceBusMessage("x") { MessageId = $"{number}" }), cancellationToken);

    private Task<IReadOnlyList<ServiceBusReceivedMessage>> LeftAsync(CancellationToken cancellationToken)
        => _client.CreateReceiver("queue").PeekMessagesAsync(100, cancellationToken: cancellationToken);
}
