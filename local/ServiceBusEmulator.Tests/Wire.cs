using Amqp;
using Amqp.Framing;
using Amqp.Sasl;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

/// <summary>The emulator with AMQPNetLite as its client: a second protocol library beside that of Microsoft's JavaScript client.</summary>
internal static class Wire
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task<EmulatorServer> StartAsync(TimeProvider? timeProvider = null) =>
        EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Parse(Sample.Configuration), Port = 0 }, timeProvider);

    /// <summary>A connection that may use everything: SASL PLAIN with the emulator's key.</summary>
    public static Task<Connection> ConnectAsync(EmulatorServer server) =>
        new ConnectionFactory().CreateAsync(new Address("localhost", server.Port, "RootManageSharedAccessKey", "SAS_KEY_VALUE", "/", "amqp"));

    /// <summary>A connection that has yet to show what it may use.</summary>
    public static Task<Connection> ConnectWithoutRightsAsync(EmulatorServer server)
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        return factory.CreateAsync(new Address("localhost", server.Port, null, null, "/", "amqp"));
    }

    public static Message Text(string text, string? id = null) =>
        new() { BodySection = new Data { Binary = System.Text.Encoding.UTF8.GetBytes(text) }, Properties = new Properties { MessageId = id ?? Guid.NewGuid().ToString() } };

    public static string TextOf(Message message) => System.Text.Encoding.UTF8.GetString((byte[])message.Body);

    public static Guid LockTokenOf(Message message) => new(message.DeliveryTag);

    /// <summary>Asks a request-response node and gives the reply.</summary>
    public static async Task<Message> AskAsync(Session session, string node, Message request)
    {
        var replies = $"replies-{Guid.NewGuid()}";
        var sender = new SenderLink(session, $"to-{node}-{replies}", node);
        var receiver = new ReceiverLink(session, $"from-{node}-{replies}", new Attach { Source = new Source { Address = node }, Target = new Target { Address = replies } }, null);
        request.Properties ??= new Properties();
        request.Properties.MessageId = "request-1";
        request.Properties.ReplyTo = replies;
        await sender.SendAsync(request, Limit);
        var reply = await receiver.ReceiveAsync(Limit) ?? throw new TimeoutException($"'{node}' did not reply.");
        receiver.Accept(reply);
        Assert.That(reply.Properties.CorrelationId, Is.EqualTo("request-1"));
        return reply;
    }
}
