using System.Buffers.Binary;
using Amqp;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>Reads protocol headers and frames from a socket.</summary>
internal sealed class FrameReader(Stream stream, int maxFrameSize)
{
    private readonly byte[] _header = new byte[Frame.HeaderSize];

    /// <returns>The eight bytes of a protocol header, or null when the peer went away.</returns>
    public async ValueTask<byte[]?> ReadProtocolHeaderAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[ProtocolHeader.Size];
        return await FillAsync(bytes, cancellationToken) ? bytes : null;
    }

    /// <returns>The next frame, or null when the peer went away.</returns>
    /// <exception cref="AmqpException">The bytes are no frame: <c>amqp:connection:framing-error</c> or <c>amqp:decode-error</c>.</exception>
    public async ValueTask<Frame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(_header, cancellationToken))
            return null;

        var size = BinaryPrimitives.ReadUInt32BigEndian(_header);
        var bodyOffset = _header[4] * 4;
        if (size < Frame.HeaderSize || size > maxFrameSize || bodyOffset < Frame.HeaderSize || bodyOffset > size)
            throw new AmqpException(ErrorCode.FramingError, $"A frame of {size} bytes with data offset {bodyOffset} is not valid here; at most {maxFrameSize} bytes are.");

        var body = new byte[size - Frame.HeaderSize];
        if (!await FillAsync(body, cancellationToken))
            return null;

        var start = bodyOffset - Frame.HeaderSize;
        var channel = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(6));
        return Decode(_header[5], channel, body, start);
    }

    private static Frame Decode(byte type, ushort channel, byte[] body, int start)
    {
        if (start == body.Length)
            return new Frame(type, channel, null, default);

        try
        {
            if (IsDisposition(body.AsSpan(start)))
                EncodedValue.MakeKeysSymbols(body.AsSpan(start));

            var buffer = new ByteBuffer(body, start, body.Length - start, body.Length - start);
            return Encoder.ReadObject(buffer) is DescribedList performative
                ? new Frame(type, channel, performative, body.AsMemory(buffer.Offset))
                : throw new AmqpException(ErrorCode.DecodeError, "The frame does not begin with a performative.");
        }
        catch (Exception exception) when (exception is not AmqpException)
        {
            // The codec throws many kinds of exceptions for bytes that are no AMQP.
            throw new AmqpException(ErrorCode.DecodeError, $"The frame cannot be decoded: {exception.Message}");
        }
    }

    private static bool IsDisposition(ReadOnlySpan<byte> performative) => performative is [0x00, 0x53, 0x15, ..];

    private async ValueTask<bool> FillAsync(byte[] target, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, cancellationToken) == target.Length;
}
