namespace Azure.Messaging.ServiceBus;

/// <summary>How the client reaches the service.</summary>
public enum ServiceBusTransportType
{
    /// <summary>AMQP over TLS on port 5671, or over plain TCP with <c>UseDevelopmentEmulator=true</c>.</summary>
    AmqpTcp,

    /// <summary>AMQP over WebSockets on port 443. This stand-in does not speak it: connecting fails with <see cref="NotSupportedException"/>.</summary>
    AmqpWebSockets,
}
