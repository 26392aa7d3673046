using System.Buffers.Binary;
using Amqp;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// Makes symbols of the text keys of all maps in a disposition. AMQP wants symbols there, and AMQPNetLite closes the
/// connection otherwise, but Microsoft's JavaScript client sends text when it dead-letters or abandons with properties.
/// </summary>
internal static class DispositionKeys
{
    private const int DeepestNesting = 64;

    /// <param name="frame">A frame without its size (AMQP 1.0 part 2, section 2.3); other frames than dispositions are left as they are.</param>
    /// <exception cref="AmqpException">The disposition cannot be decoded.</exception>
    public static void MakeSymbols(Span<byte> frame)
    {
        var start = frame[0] * 4 - 4;
        if (start < 4 || start > frame.Length || frame[start..] is not [0x00, 0x53, 0x15, ..])
            return;

        try
        {
            Visit(frame[start..], 0);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new AmqpException(ErrorCode.DecodeError, "The disposition cannot be decoded: a value does not end where it should.");
        }
    }

    /// <summary>Visits the value at the beginning of the bytes, by its format code (AMQP 1.0 part 1, section 1.2).</summary>
    /// <returns>Its size.</returns>
    private static int Visit(Span<byte> bytes, int depth)
    {
        if (depth > DeepestNesting)
            throw new AmqpException(ErrorCode.DecodeError, "The disposition cannot be decoded: it is nested too deeply.");

        switch (bytes[0] >> 4)
        {
            case 0x0:
                var descriptor = 1 + Visit(bytes[1..], depth + 1);
                return descriptor + Visit(bytes[descriptor..], depth + 1);
            case >= 0x4 and <= 0x9 and var width:
                return 1 + ((1 << (width - 4)) >> 1);
            case 0xA or 0xE:
                return 2 + bytes[1];
            case 0xB or 0xF:
                return checked(5 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
            case 0xC:
                return VisitItems(bytes[..(2 + bytes[1])], 3, depth);
            case 0xD:
                return VisitItems(bytes[..(5 + BinaryPrimitives.ReadInt32BigEndian(bytes[1..]))], 9, depth);
            default:
                throw new AmqpException(ErrorCode.DecodeError, $"The disposition cannot be decoded: the format code 0x{bytes[0]:x2} is not known.");
        }
    }

    private static int VisitItems(Span<byte> compound, int start, int depth)
    {
        var isMap = (compound[0] & 1) == 1;
        for (var (at, isKey) = (start, isMap); at < compound.Length; isKey = isMap && !isKey)
        {
            if (isKey)
                compound[at] = compound[at] switch { 0xA1 => 0xA3, 0xB1 => 0xB3, var other => other };
            at += Visit(compound[at..], depth + 1);
        }

        return compound.Length;
    }
}
