using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>A message as its bytes. What is sent carries the delivery tag that it must get: the lock token, for Service Bus.</summary>
internal sealed class WireMessage(byte[] bytes) : Message
{
    public byte[] Bytes { get; } = bytes;

    public byte[]? Tag { get; init; }
}

/// <summary>A link on which the client sends.</summary>
internal abstract class IncomingEndpoint(long maxMessageSize) : LinkEndpoint
{
    /// <summary>
    /// A message that is too large is refused, not its link: Microsoft's JavaScript client does not tell a sender whose
    /// link was detached, but lets it wait until its time is up.
    /// </summary>
    public sealed override void OnMessage(MessageContext messageContext)
    {
        var message = (WireMessage)messageContext.Message;
        if (message.Bytes.Length <= maxMessageSize)
        {
            OnMessage(messageContext, message);
            return;
        }

        messageContext.Complete(new Error(ErrorCode.MessageSizeExceeded)
        {
            Description = $"The received message ({message.Bytes.Length} bytes) exceeds the limit ({maxMessageSize} bytes) currently allowed on the link.",
        });
    }

    public sealed override void OnFlow(FlowContext flowContext)
    {
        // The library gives the credit again as messages are settled.
    }

    public sealed override void OnDisposition(DispositionContext dispositionContext)
    {
        // What was received is settled at once.
    }

    protected abstract void OnMessage(MessageContext context, WireMessage message);
}

/// <summary>
/// A link on which we send. It counts the credit and ends a drain (AMQP 1.0 part 2, section 2.6.7) by itself: the library
/// forgets the credit left when a flow does not raise it, as the one that asks for a drain, and ends a drain with a flow
/// that does not say so, which Microsoft's JavaScript client does not take for its end.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="gate">The connection's lock for sending: with it, the end of a drain never overtakes a message.</param>
internal abstract class OutgoingEndpoint(ListenerLink link, Lock gate) : LinkEndpoint
{
    private int _credit;
    private int _libraryCredit;

    public ListenerLink Link => link;

    protected bool CanSend => _credit > 0 && !link.IsClosed;

    public sealed override void OnFlow(FlowContext flowContext)
    {
        lock (gate)
        {
            _credit = _libraryCredit + flowContext.Messages;
            _libraryCredit = flowContext.Messages > 0 ? _credit : 0;
            SendWaiting();
            if (link.IsDraining && !link.IsClosed)
                link.SetCredit(_credit = _libraryCredit = 0, drain: true, autoRestore: false);
        }
    }

    /// <summary>Sends what there is, as far as the credit allows.</summary>
    protected abstract void SendWaiting();

    protected void SendNow()
    {
        lock (gate)
            SendWaiting();
    }

    /// <returns>Whether the message was given to the connection; not when the link or the connection has ended.</returns>
    protected bool TrySend(WireMessage message)
    {
        try
        {
            link.SendMessage(message, new ByteBuffer(message.Bytes, 0, message.Bytes.Length, message.Bytes.Length));
            _credit--;
            _libraryCredit--;
            return true;
        }
        catch (Exception exception) when (exception is AmqpException or ObjectDisposedException)
        {
            return false;
        }
    }
}
