using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>What the protocol asks of the broker behind it, for one connection. All calls hold the connection's gate.</summary>
internal interface IContainerNodes
{
    /// <summary>A client logs in with SASL PLAIN.</summary>
    /// <returns>Whether name and password are right.</returns>
    bool LogIn(string userName, string password);

    /// <summary>A client wants to send.</summary>
    /// <exception cref="Amqp.AmqpException">It may not, or there is no such node.</exception>
    IIncomingNode OpenIncoming(AmqpSession session, Attach attach);

    /// <summary>A client wants to receive.</summary>
    /// <exception cref="Amqp.AmqpException">It may not, or there is no such node.</exception>
    IOutgoingNode OpenOutgoing(AmqpSession session, Attach attach);
}

/// <summary>What takes the messages of one link.</summary>
internal interface IIncomingNode
{
    void OnMessage(IncomingLink link, IncomingDelivery delivery);

    void OnDetached(IncomingLink link);
}

/// <summary>What gives messages to one link.</summary>
internal interface IOutgoingNode
{
    /// <summary>The link was opened, got credit or a session window, or is asked to drain.</summary>
    void OnReady(OutgoingLink link);

    void OnDisposition(OutgoingLink link, OutgoingDelivery delivery, DeliveryState? state, bool settled);

    void OnDetached(OutgoingLink link);
}
