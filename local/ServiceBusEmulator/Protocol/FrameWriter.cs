using System.Buffers.Binary;
using System.Threading.Channels;
using Amqp;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// Writes frames in the order given, without ever blocking the caller: a slow peer must not hold up the broker.
/// What waits here is bounded by the peer's own session windows and link credits.
/// </summary>
internal sealed class FrameWriter
{
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Writes bytes that are no frame.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => _queue.Writer.TryWrite(bytes.ToArray());

    public void WriteHeartbeat() => _queue.Writer.TryWrite([0, 0, 0, Frame.HeaderSize, 2, Frame.AmqpType, 0, 0]);

    public void Write(byte type, ushort channel, DescribedList performative, ReadOnlySpan<byte> payload = default)
    {
        var buffer = new ByteBuffer(256 + payload.Length, autoGrow: true);
        buffer.Append(Frame.HeaderSize);
        performative.Encode(buffer);
        AmqpBitConverter.WriteBytes(buffer, payload.ToArray(), 0, payload.Length);
        var bytes = buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        bytes[4] = 2;
        bytes[5] = type;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), channel);
        _queue.Writer.TryWrite(bytes);
    }

    /// <summary>Nothing more will come; what was written is still sent.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var together = new MemoryStream();
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            together.SetLength(0);
            while (together.Length < 64 * 1024 && _queue.Reader.TryRead(out var bytes))
                together.Write(bytes);

            await stream.WriteAsync(together.GetBuffer().AsMemory(0, (int)together.Length), cancellationToken);
        }
    }
}
