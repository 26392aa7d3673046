using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class SettlementWireTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private EmulatorServer _server = null!;
    private Connection _connection = null!;
    private Session _session = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await Wire.StartAsync(_time);
        _connection = await Wire.ConnectAsync(_server);
        _session = new Session(_connection);
    }

    [TearDown]
    public async Task Stop()
    {
        await _connection.CloseAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Service_annotations_and_lock_token_are_where_clients_look_for_them()
    {
        await SendAsync("orders", Wire.Text("a"));
        var message = await ReceiveAsync(Receiver("orders"));

        Assert.That(message.DeliveryTag, Has.Length.EqualTo(16));
        Assert.That(message.Header.DeliveryCount, Is.Zero);
        Assert.That(message.MessageAnnotations[new Symbol("x-opt-sequence-number")], Is.EqualTo(1L));
        Assert.That(message.MessageAnnotations[new Symbol("x-opt-enqueued-time")], Is.EqualTo(_time.GetUtcNow().UtcDateTime));
        Assert.That(message.MessageAnnotations[new Symbol("x-opt-locked-until")], Is.EqualTo(_time.GetUtcNow().UtcDateTime.AddSeconds(30)));
    }

    [Test]
    public async Task A_lock_that_ran_out_brings_the_message_to_the_next_waiting_receiver()
    {
        await SendAsync("orders", Wire.Text("a"));
        var first = Receiver("orders");
        first.SetCredit(1, autoRestore: false);
        await ReceiveAsync(first);
        var waiting = Receiver("orders").ReceiveAsync(Wire.Limit);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await waiting).Header.DeliveryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_settlement_after_the_lock_ran_out_is_refused_at_management_too()
    {
        await SendAsync("orders", Wire.Text("a"));
        var message = await ReceiveAsync(Receiver("orders"));
        _time.Advance(TimeSpan.FromSeconds(30));

        var reply = await ManageAsync("orders", "com.microsoft:update-disposition", new Map { ["disposition-status"] = "completed", ["lock-tokens"] = new[] { Wire.LockTokenOf(message) } });

        Assert.That(reply.ApplicationProperties["statusCode"], Is.EqualTo(410));
        Assert.That(reply.ApplicationProperties["errorCondition"], Is.EqualTo(new Symbol("com.microsoft:message-lock-lost")));
    }

    [TestCase("completed", 0, 0)]
    [TestCase("abandoned", 1, 0)]
    [TestCase("defered", 1, 0)]
    [TestCase("suspended", 0, 1)]
    public async Task A_message_is_settled_through_management_in_each_way(string status, int left, int dead)
    {
        await SendAsync("orders", Wire.Text("a"));
        var message = await ReceiveAsync(Receiver("orders"));

        var reply = await ManageAsync("orders", "com.microsoft:update-disposition", new Map { ["disposition-status"] = status, ["lock-tokens"] = new[] { Wire.LockTokenOf(message) } });

        Assert.That(reply.ApplicationProperties["statusCode"], Is.EqualTo(200));
        Assert.That(await CountAsync("orders"), Is.EqualTo(left));
        Assert.That(await CountAsync("orders/$DeadLetterQueue"), Is.EqualTo(dead));
    }

    [TestCase(null, false, 0, "active")]
    [TestCase(true, false, 1, "active")]
    [TestCase(false, false, 1, "active")]
    [TestCase(false, true, 0, "deferred")]
    public async Task An_outcome_counts_the_delivery_unless_it_releases_or_defers(bool? deliveryFailed, bool undeliverableHere, int deliveries, string state)
    {
        await SendAsync("orders", Wire.Text("a"));
        var receiver = Receiver("orders");
        receiver.SetCredit(1, autoRestore: false);
        var message = await ReceiveAsync(receiver);

        if (deliveryFailed is { } failed)
            receiver.Modify(message, failed, undeliverableHere);
        else
            receiver.Release(message);

        var peeked = await PeekAsync("orders");
        Assert.That(peeked.Header.DeliveryCount, Is.EqualTo(deliveries));
        Assert.That(peeked.MessageAnnotations[new Symbol("x-opt-message-state")], Is.EqualTo(state == "deferred" ? 1 : 0));
        Assert.That(peeked.MessageAnnotations[new Symbol("x-opt-locked-until")], Is.Null);
    }

    [Test]
    public async Task A_lock_is_renewed_through_management()
    {
        await SendAsync("orders", Wire.Text("a"));
        var message = await ReceiveAsync(Receiver("orders"));
        _time.Advance(TimeSpan.FromSeconds(20));

        var reply = await ManageAsync("orders", "com.microsoft:renew-lock", new Map { ["lock-tokens"] = new[] { Wire.LockTokenOf(message) } });

        Assert.That(((Map)reply.Body)["expirations"], Is.EqualTo(new[] { _time.GetUtcNow().UtcDateTime.AddSeconds(30) }));
    }

    [Test]
    public async Task Locks_outlive_the_link_that_took_them()
    {
        await SendAsync("orders", Wire.Text("a"));
        var first = Receiver("orders");
        await ReceiveAsync(first);
        await first.CloseAsync();
        var waiting = Receiver("orders").ReceiveAsync(Wire.Limit);

        Assert.That(await CountAsync("orders"), Is.EqualTo(1));
        Assert.That(waiting.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await waiting).Header.DeliveryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_receiver_that_wants_no_settlement_takes_messages_for_good()
    {
        await SendAsync("orders", Wire.Text("a"));
        var receiver = new ReceiverLink(_session, "settled", new Attach { Source = new Source { Address = "orders" }, Target = new Target(), SndSettleMode = SenderSettleMode.Settled }, null);

        Assert.That(Wire.TextOf(await ReceiveAsync(receiver)), Is.EqualTo("a"));
        Assert.That(await CountAsync("orders"), Is.Zero);
    }

    [Test]
    public async Task No_more_messages_come_than_there_is_credit_for()
    {
        for (var number = 0; number < 5; number++)
            await SendAsync("orders", Wire.Text($"{number}"));
        var receiver = Receiver("orders");
        receiver.SetCredit(3, autoRestore: false);
        for (var number = 0; number < 3; number++)
            Assert.That(Wire.TextOf(await ReceiveAsync(receiver)), Is.EqualTo($"{number}"));

        // What was sent before the answer to this request would have come before it.
        Assert.That(await CountAsync("orders"), Is.EqualTo(5));
        Assert.That(receiver.Receive(TimeSpan.Zero), Is.Null);
    }

    [Test]
    public async Task A_flow_that_adds_no_credit_takes_none_and_gives_none()
    {
        var receiver = Receiver("orders");
        foreach (var credit in new[] { 2, 0, 1 })
            receiver.SetCredit(credit, autoRestore: false);
        for (var number = 0; number < 6; number++)
            await SendAsync("orders", Wire.Text($"{number}"));
        for (var number = 0; number < 3; number++)
            Assert.That(Wire.TextOf(await ReceiveAsync(receiver)), Is.EqualTo($"{number}"));

        Assert.That(await CountAsync("orders"), Is.EqualTo(6));
        Assert.That(receiver.Receive(TimeSpan.Zero), Is.Null);
    }

    private Task SendAsync(string queue, Message message) => new SenderLink(_session, $"{Guid.NewGuid()}", queue).SendAsync(message, Wire.Limit);

    private ReceiverLink Receiver(string queue) => new(_session, $"{Guid.NewGuid()}", queue);

    private static async Task<Message> ReceiveAsync(ReceiverLink receiver) =>
        await receiver.ReceiveAsync(Wire.Limit) ?? throw new TimeoutException("No message came.");

    private Task<Message> ManageAsync(string entity, string operation, Map body) => Wire.AskAsync(_session, $"{entity}/$management", new Message
    {
        ApplicationProperties = new ApplicationProperties { ["operation"] = operation },
        BodySection = new AmqpValue { Value = body },
    });

    private async Task<Message> PeekAsync(string entity)
    {
        var reply = await ManageAsync(entity, "com.microsoft:peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1 });
        var bytes = (byte[])((Map)((List)((Map)reply.Body)["messages"])[0])["message"];
        return Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
    }

    private async Task<int> CountAsync(string entity)
    {
        var reply = await ManageAsync(entity, "com.microsoft:peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 100 });
        return ((Map)reply.Body)["messages"] is List messages ? messages.Count : 0;
    }
}
