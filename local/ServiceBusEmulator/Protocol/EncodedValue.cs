using System.Buffers.Binary;
using Amqp;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>Measures encoded values by their format codes (AMQP 1.0 part 1, section 1.2) without decoding them.</summary>
internal static class EncodedValue
{
    private const int DeepestNesting = 64;

    /// <summary>The size of the value at the beginning of the bytes, its format code included.</summary>
    /// <exception cref="AmqpException">There is none, or it ends after the bytes do: <c>amqp:decode-error</c>.</exception>
    public static int Size(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        if (bytes.IsEmpty || depth > DeepestNesting)
            throw Broken("a value is missing or nested too deep");

        var size = (bytes[0] >> 4) switch
        {
            0x0 => DescribedSize(bytes, depth),
            0x4 => 1,
            0x5 => 2,
            0x6 => 3,
            0x7 => 5,
            0x8 => 9,
            0x9 => 17,
            0xA or 0xC or 0xE when bytes.Length >= 2 => 2L + bytes[1],
            0xB or 0xD or 0xF when bytes.Length >= 5 => 5L + BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
            _ => throw Broken($"the format code 0x{bytes[0]:x2} is not known"),
        };
        return size <= bytes.Length ? (int)size : throw Broken("a value ends after its surroundings do");
    }

    /// <summary>
    /// Makes symbols of the text keys of all maps in a value. AMQP wants symbols in the maps of performatives and the
    /// codec insists on them, but Microsoft's JavaScript client sends text as the keys of an error's info map.
    /// </summary>
    public static void MakeKeysSymbols(Span<byte> bytes, int depth = 0)
    {
        Size(bytes, depth);
        switch (bytes[0])
        {
            case 0x00:
                MakeKeysSymbols(bytes[(1 + Size(bytes[1..], depth + 1))..], depth + 1);
                break;
            case 0xC0 or 0xC1:
                Visit(bytes[3..Size(bytes)], bytes[0] == 0xC1, depth);
                break;
            case 0xD0 or 0xD1:
                Visit(bytes[9..Size(bytes)], bytes[0] == 0xD1, depth);
                break;
        }
    }

    internal static AmqpException Broken(string what) => new(ErrorCode.DecodeError, $"The bytes cannot be decoded: {what}.");

    private static void Visit(Span<byte> items, bool isMap, int depth)
    {
        for (var isKey = isMap; !items.IsEmpty; isKey = isMap && !isKey)
        {
            if (isKey)
                items[0] = items[0] switch { 0xA1 => 0xA3, 0xB1 => 0xB3, var other => other };
            else
                MakeKeysSymbols(items, depth + 1);
            items = items[Size(items, depth + 1)..];
        }
    }

    private static long DescribedSize(ReadOnlySpan<byte> bytes, int depth)
    {
        var descriptor = 1 + Size(bytes[1..], depth + 1);
        return descriptor + Size(bytes[descriptor..], depth + 1);
    }
}
