using System.Buffers.Binary;
using System.Text;

namespace FailureFunctions.Tests.EndToEnd.Otlp;

/// <summary>A message in the wire format of Protocol Buffers (protobuf.dev, "Encoding"), by the numbers of its fields.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, Field> _fields;

    private ProtobufMessage(ReadOnlyMemory<byte> bytes) => _fields = Read(bytes).ToLookup(field => field.Number);

    public static ProtobufMessage Parse(ReadOnlyMemory<byte> bytes) => new(bytes);

    public bool Has(int number) => _fields.Contains(number);

    public IEnumerable<ProtobufMessage> Messages(int number) => _fields[number].Select(field => new ProtobufMessage(field.Bytes));

    public ProtobufMessage? Message(int number) => Messages(number).LastOrDefault();

    public string Text(int number) => Encoding.UTF8.GetString(Last(number).Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(Last(number).Bytes.Span);

    public ulong Integer(int number) => Last(number).Number64;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Last(number).Number64);

    /// <summary>A packed field of doubles.</summary>
    public IReadOnlyList<double> Doubles(int number) =>
        [.. Last(number).Bytes.ToArray().Chunk(sizeof(double)).Select(bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes))];

    private Field Last(int number) => _fields[number].LastOrDefault();

    private static IEnumerable<Field> Read(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes.Span, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return new Field(number, Varint(bytes.Span, ref at), default);
                    break;
                case 1:
                    yield return new Field(number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]), default);
                    at += sizeof(ulong);
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    yield return new Field(number, 0, bytes.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    yield return new Field(number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]), default);
                    at += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"Field {number} is of wire type {tag & 7}.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }

    private readonly record struct Field(int Number, ulong Number64, ReadOnlyMemory<byte> Bytes);
}
