using FailureFunctions.Local.ServiceBusEmulator;
using Microsoft.Extensions.Time.Testing;

namespace Azure.Messaging.ServiceBus.Tests.Support;

/// <summary>A broker in memory with a client, a sender and a receiver of its queue; the broker's clock stands still unless advanced.</summary>
public abstract class BrokerTests
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    protected FakeTimeProvider BrokerTime { get; } = new(DateTimeOffset.UtcNow);

    protected EmulatorServer Broker { get; private set; } = null!;

    protected ServiceBusClient Client { get; private set; } = null!;

    protected ServiceBusSender Sender { get; private set; } = null!;

    protected ServiceBusReceiver Receiver { get; private set; } = null!;

    [SetUp]
    public async Task SetUp()
    {
        Broker = await Emulator.StartAsync(BrokerTime);
        Client = Broker.CreateClient();
        Sender = Client.CreateSender("queue");
        Receiver = Client.CreateReceiver("queue");
    }

    [TearDown]
    public async Task TearDown()
    {
        await Sender.DisposeAsync();
        await Receiver.DisposeAsync();
        await Client.DisposeAsync();
        await Broker.DisposeAsync();
    }

    protected Task SendAsync(string id, CancellationToken cancellationToken)
        => Sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = id }, cancellationToken);

    protected async Task<ServiceBusReceivedMessage> ReceiveAsync(CancellationToken cancellationToken)
        => await Receiver.ReceiveMessageAsync(Patience, cancellationToken) ?? throw new AssertionException("No message came.");
}
