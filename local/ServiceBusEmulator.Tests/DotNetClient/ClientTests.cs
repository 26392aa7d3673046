using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

/// <summary>
/// The emulator with Microsoft's own .NET client, unmodified. The emulator's clock stands still unless a test advances
/// it. It starts at the real time and may go ahead by less than 20 minutes, because the client signs its tokens for 20
/// minutes of real time.
/// </summary>
public abstract class ClientTests
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected EmulatorServer Server { get; private set; } = null!;

    protected ServiceBusClient Client { get; private set; } = null!;

    protected ServiceBusSender Sender { get; private set; } = null!;

    protected ServiceBusReceiver Receiver { get; private set; } = null!;

    [SetUp]
    public async Task Start()
    {
        Server = await Wire.StartAsync(Time);
        Client = new ServiceBusClient(Server.ConnectionString, Options());
        Sender = Client.CreateSender("orders");
        Receiver = Client.CreateReceiver("orders");
    }

    [TearDown]
    public async Task Stop()
    {
        // Before the server: the client waits for the answer to each detach.
        await Sender.DisposeAsync();
        await Receiver.DisposeAsync();
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Retries at once, so that tests do not wait.</summary>
    protected static ServiceBusClientOptions Options(int retries = 3, TimeSpan? tryTimeout = null) => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Fixed,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxRetries = retries,
            TryTimeout = tryTimeout ?? Patience,
        },
    };

    protected static ServiceBusMessage Message(string id, string body = "x") => new(body) { MessageId = id };

    protected ServiceBusReceiver DeadLetters(string queue = "orders") =>
        Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    protected Task SendAsync(params string[] ids) => Sender.SendMessagesAsync(ids.Select(id => Message(id)));

    protected Task<ServiceBusReceivedMessage> ReceiveAsync() => ReceiveAsync(Receiver);

    protected static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver receiver) =>
        await receiver.ReceiveMessageAsync(Patience) ?? throw new TimeoutException("No message came.");

    /// <summary>Receives so many messages: the client gives what is there already, which may be fewer.</summary>
    protected static async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(ServiceBusReceiver receiver, int count)
    {
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < count)
        {
            var more = await receiver.ReceiveMessagesAsync(count - received.Count, Patience);
            received.AddRange(more.Count > 0 ? more : throw new TimeoutException($"Only {received.Count} of {count} messages came."));
        }

        return received;
    }

    /// <summary>Everything that is in the entity, locked, deferred and scheduled messages too.</summary>
    protected static async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(ServiceBusReceiver receiver) =>
        await receiver.PeekMessagesAsync(100, fromSequenceNumber: 0);

    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(5, limit.Token);
    }

    protected static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));
}
