using System.Buffers.Binary;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// <see cref="decimal"/> as AMQP decimal128: IEEE 754-2008, binary integer significand; sign, 14 bits of exponent biased by 6176, 113 bits of
/// significand, of which <see cref="decimal"/> needs 96.
/// </summary>
internal static class DecimalFormat
{
    private const int Bias = 6176;
    private const int ExponentShift = 49;
    private const int ExponentMask = 0x3FFF;
    private const int MaxScale = 28;
    private const int Size = 16;

    public static Amqp.Types.Decimal ToAmqp(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var high = (ulong)(Bias - value.Scale) << ExponentShift | (uint)bits[2];
        if (decimal.IsNegative(value)) high |= 1UL << 63;

        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), (ulong)(uint)bits[1] << 32 | (uint)bits[0]);
        return new Amqp.Types.Decimal(bytes);
    }

    /// <returns>The number, or its bytes when <see cref="decimal"/> cannot hold it.</returns>
    public static object ToNet(Amqp.Types.Decimal value)
    {
        if (value.Bytes.Length != Size) return value.Bytes;
        var high = BinaryPrimitives.ReadUInt64BigEndian(value.Bytes);
        var low = BinaryPrimitives.ReadUInt64BigEndian(value.Bytes.AsSpan(8));
        var scale = Bias - (int)(high >> ExponentShift & ExponentMask);
        var top = high & ((1UL << ExponentShift) - 1);
        return scale is < 0 or > MaxScale || top > uint.MaxValue
            ? value.Bytes
            : new decimal((int)low, (int)(low >> 32), (int)top, high >> 63 == 1, (byte)scale);
    }
}
