using Azure.Messaging.ServiceBus;
using FailureFunctions.Bench.Chaos.Checking;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Bench.Chaos.Tests;

[TestFixture]
internal sealed class BacklogTests
{
    [Test]
    public async Task A_message_under_the_lock_of_a_receiver_that_was_cut_off_is_still_there()
    {
        await using var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = 0,
        });
        await using var client = new ServiceBusClient(bus.ConnectionString);
        var receiver = client.CreateReceiver("email-failures", "all");
        Assert.That(await Backlog.IsThereAsync(bus.ConnectionString, "all", default), Is.False);

        await client.CreateSender("email-failures").SendMessageAsync(new ServiceBusMessage("{}") { MessageId = "1" });
        var message = await receiver.ReceiveMessageAsync();
        await bus.RestartAsync(keepMessages: true);
        Assert.That(await Backlog.IsThereAsync(bus.ConnectionString, "all", default), Is.True);

        await client.CreateReceiver("email-failures", "all").CompleteMessageAsync(message);
        Assert.That(await Backlog.IsThereAsync(bus.ConnectionString, "all", default), Is.False);
    }
}
