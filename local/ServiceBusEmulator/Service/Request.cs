using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>A request to <c>$cbs</c> or <c>$management</c>.</summary>
internal sealed class Request
{
    private readonly Message _message;

    private Request(Message message) => _message = message;

    public string? Operation => Text("operation");

    public string? ReplyTo => _message.Properties?.ReplyTo;

    public object? Body => _message.Body;

    /// <summary>The body of a management request.</summary>
    public Map Arguments => _message.Body as Map ?? [];

    /// <summary>Reads a request; bytes that are none are rejected on the link.</summary>
    public static Request? Read(IncomingLink link, IncomingDelivery delivery)
    {
        try
        {
            return new Request(Message.Decode(new ByteBuffer(delivery.Payload, 0, delivery.Payload.Length, delivery.Payload.Length)));
        }
        catch (Exception exception)
        {
            // The codec throws many kinds of exceptions for bytes that are no message.
            link.Settle(delivery, new Rejected { Error = new Error(ErrorCode.DecodeError) { Description = exception.Message } });
            return null;
        }
    }

    public string? Text(string property) => _message.ApplicationProperties?[property] as string;

    /// <summary>An argument, whether its key came as text or as symbol.</summary>
    public object? Argument(string name) => Arguments[name] ?? Arguments[new Symbol(name)];

    /// <summary>The items of an array or list argument; empty when there is none.</summary>
    public IEnumerable<T> Items<T>(string name) => Argument(name) switch
    {
        T single => [single],
        System.Collections.IEnumerable many => many.OfType<T>(),
        _ => [],
    };

    /// <summary>An empty reply that the client will match to this request.</summary>
    public Message Reply()
    {
        var properties = new Properties();
        if (_message.Properties?.GetMessageId() is { } id)
            properties.SetCorrelationId(id);
        return new Message { Properties = properties };
    }
}
