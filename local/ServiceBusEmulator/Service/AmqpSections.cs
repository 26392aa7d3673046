using System.Buffers.Binary;
using Amqp;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Finds the sections of an encoded message (AMQP 1.0 part 3, section 3.2) without decoding their values.</summary>
internal static class AmqpSections
{
    public const ulong Header = 0x70;
    public const ulong DeliveryAnnotations = 0x71;
    public const ulong MessageAnnotations = 0x72;
    public const ulong Properties = 0x73;
    public const ulong ApplicationProperties = 0x74;
    public const ulong Data = 0x75;
    public const ulong Sequence = 0x76;
    public const ulong Value = 0x77;
    public const ulong Footer = 0x78;

    /// <summary>The sections in order, each whole: descriptor and value.</summary>
    /// <exception cref="AmqpException">The bytes are no AMQP message: <c>amqp:decode-error</c>.</exception>
    public static IEnumerable<(ulong Code, ReadOnlyMemory<byte> Section)> Split(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var rest = message[at..];
            var (code, size) = Measure(rest.Span);
            yield return (code, rest[..size]);
            at += size;
        }
    }

    private static (ulong Code, int Size) Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 3 || bytes[0] != 0)
            throw EncodedValue.Broken("a section begins with a descriptor");

        var code = bytes[1] switch
        {
            0x53 => bytes[2],
            0x80 when bytes.Length >= 10 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            var format => throw EncodedValue.Broken($"the descriptor format 0x{format:x2} is not expected"),
        };
        if (code is < Header or > Footer)
            throw EncodedValue.Broken($"there is no section 0x{code:x2}");

        var start = bytes[1] == 0x53 ? 3 : 10;
        return (code, start + EncodedValue.Size(bytes[start..]));
    }
}
