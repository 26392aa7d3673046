using System.Net.Sockets;
using Amqp;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class FaultTests
{
    private EmulatorServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await Wire.StartAsync();

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Sends_fail_as_often_as_told_and_store_nothing()
    {
        var connection = await Wire.ConnectAsync(_server);
        var sender = new SenderLink(new Session(connection), "s", "orders");
        _server.Faults.FailSends("com.microsoft:server-busy", "busy", count: 2);

        for (var attempt = 0; attempt < 2; attempt++)
            Assert.That(async () => await sender.SendAsync(Wire.Text("a"), Wire.Limit), Throws.TypeOf<AmqpException>().With.Property("Error").Property("Condition").EqualTo(new Symbol("com.microsoft:server-busy")));
        await sender.SendAsync(Wire.Text("b"), Wire.Limit);

        Assert.That(await ReceiveAllAsync(1), Is.EqualTo(new[] { "b" }));
        await connection.CloseAsync();
    }

    [Test]
    public async Task A_lost_answer_leaves_the_message_stored_and_the_repeat_is_a_duplicate()
    {
        _server.Faults.LoseAnswers(1);
        var broken = await Wire.ConnectAsync(_server);
        Assert.That(async () => await new SenderLink(new Session(broken), "s", "dedupe").SendAsync(Wire.Text("a", "1"), Wire.Limit), Throws.InstanceOf<Exception>());

        var connection = await Wire.ConnectAsync(_server);
        var sender = new SenderLink(new Session(connection), "s", "dedupe");
        await sender.SendAsync(Wire.Text("a", "1"), Wire.Limit);
        await sender.SendAsync(Wire.Text("b", "2"), Wire.Limit);

        Assert.That(await ReceiveAllAsync(2, "dedupe"), Is.EqualTo(new[] { "a", "b" }));
        await connection.CloseAsync();
    }

    [Test]
    public async Task Dropped_connections_close_at_the_client_and_new_ones_work()
    {
        var connection = await Wire.ConnectAsync(_server);
        var closed = new TaskCompletionSource();
        connection.AddClosedCallback((_, _) => closed.TrySetResult());

        _server.Faults.DropConnections();

        await closed.Task.WaitAsync(Wire.Limit);
        await (await Wire.ConnectAsync(_server)).CloseAsync();
    }

    [Test]
    public async Task While_connections_are_refused_none_can_be_made()
    {
        _server.Faults.RefuseConnections = true;
        Assert.That(async () => await Wire.ConnectAsync(_server), Throws.InstanceOf<Exception>());

        _server.Faults.Clear();
        await (await Wire.ConnectAsync(_server)).CloseAsync();
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task After_a_restart_on_the_same_port_messages_are_there_if_they_are_to_be_kept(bool keep, int count)
    {
        var port = _server.Port;
        await SendAsync("kept");

        await _server.StopAsync();
        Assert.That(async () => await Wire.ConnectAsync(_server), Throws.InstanceOf<SocketException>());
        await _server.RestartAsync(keep);
        await SendAsync("marker");

        Assert.That(_server.Port, Is.EqualTo(port));
        Assert.That(await ReceiveAllAsync(count + 1), Is.EqualTo(keep ? new[] { "kept", "marker" } : ["marker"]));
    }

    [Test]
    public async Task A_delayed_send_is_taken_when_its_time_has_come()
    {
        _server.Faults.SendDelay = TimeSpan.FromMilliseconds(50);

        await SendAsync("late");

        Assert.That(await ReceiveAllAsync(1), Is.EqualTo(new[] { "late" }));
    }

    private async Task SendAsync(string text)
    {
        var connection = await Wire.ConnectAsync(_server);
        await new SenderLink(new Session(connection), "s", "orders").SendAsync(Wire.Text(text), Wire.Limit);
        await connection.CloseAsync();
    }

    private async Task<string[]> ReceiveAllAsync(int count, string queue = "orders")
    {
        var connection = await Wire.ConnectAsync(_server);
        var receiver = new ReceiverLink(new Session(connection), "r", queue);
        var texts = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var message = await receiver.ReceiveAsync(Wire.Limit) ?? throw new TimeoutException("No message came.");
            texts.Add(Wire.TextOf(message));
            receiver.Accept(message);
        }

        await connection.CloseAsync();
        return [.. texts];
    }
}
