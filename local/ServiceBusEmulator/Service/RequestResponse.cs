using System.Collections;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Takes the requests to <c>$cbs</c> or <c>$management</c>.</summary>
internal sealed class RequestEndpoint(Func<Request, Message> answer, Action<Request, Message> reply, long maxMessageSize) : IncomingEndpoint(maxMessageSize)
{
    protected override void OnMessage(MessageContext context, WireMessage message)
    {
        Request request;
        try
        {
            request = new Request(Message.Decode(new ByteBuffer(message.Bytes, 0, message.Bytes.Length, message.Bytes.Length)));
        }
        catch (Exception exception)
        {
            // The codec throws many kinds of exceptions for bytes that are not a message.
            context.Complete(new Error(ErrorCode.DecodeError) { Description = exception.Message });
            return;
        }

        context.Complete();
        var response = answer(request);
        response.Properties = new Properties();
        if (request.MessageId is { } id)
            response.Properties.SetCorrelationId(id);
        reply(request, response);
    }
}

/// <summary>The way back of a request-response pair of links; replies wait for credit.</summary>
internal sealed class ReplyEndpoint(ListenerLink link, Lock gate, EntityAddress node, string? clientAddress) : OutgoingEndpoint(link, gate)
{
    private readonly Queue<WireMessage> _replies = [];
    private uint _tag;

    public EntityAddress Node => node;

    public string? ClientAddress => clientAddress;

    public void Send(Message reply)
    {
        var buffer = reply.Encode();
        _replies.Enqueue(new WireMessage(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray()) { Tag = BitConverter.GetBytes(_tag++) });
        SendNow();
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        if (!dispositionContext.Settled && dispositionContext.DeliveryState is Outcome outcome)
            Link.DisposeMessage(dispositionContext.Message, outcome, settled: true);
    }

    protected override void SendWaiting()
    {
        while (CanSend && _replies.TryDequeue(out var reply) && TrySend(reply))
        {
            // The condition does it.
        }
    }
}

/// <summary>A request to <c>$cbs</c> or <c>$management</c>.</summary>
internal sealed class Request(Message message)
{
    public object? MessageId => message.Properties?.GetMessageId();

    public string? Operation => Text("operation");

    public string? ReplyTo => message.Properties?.ReplyTo;

    public object? Body => message.Body;

    public string? Text(string property) => message.ApplicationProperties?[property] as string;

    /// <summary>An argument of a management request, whether its key came as text or as symbol.</summary>
    public object? Argument(string name) => Body is Map map ? map[name] ?? map[new Symbol(name)] : null;

    /// <summary>The items of an array or list argument; empty when there is none.</summary>
    public IEnumerable<T> Items<T>(string name) => Argument(name) switch
    {
        T single => [single],
        IEnumerable many => many.OfType<T>(),
        _ => [],
    };
}
