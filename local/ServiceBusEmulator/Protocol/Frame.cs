using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>One AMQP frame (AMQP 1.0 part 2, section 2.3). A frame without performative is a heartbeat.</summary>
internal readonly record struct Frame(byte Type, ushort Channel, DescribedList? Performative, ReadOnlyMemory<byte> Payload)
{
    public const byte AmqpType = 0;
    public const byte SaslType = 1;
    public const int HeaderSize = 8;
}
