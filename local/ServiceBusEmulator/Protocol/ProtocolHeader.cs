namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>The protocol headers of AMQP 1.0 (part 2, section 2.2, and part 5, section 5.3.1).</summary>
internal static class ProtocolHeader
{
    public const int Size = 8;

    public static ReadOnlySpan<byte> Amqp => "AMQP\0\u0001\0\0"u8;

    public static ReadOnlySpan<byte> Sasl => "AMQP\u0003\u0001\0\0"u8;
}
