using System.Net.Sockets;
using Amqp;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>The bytes of one connection for AMQPNetLite, which reads the protocol header, then each frame's size and rest.</summary>
/// <param name="stream">The socket.</param>
/// <param name="header">The protocol header, which has been read already.</param>
internal sealed class SocketTransport(NetworkStream stream, byte[] header) : IAsyncTransport
{
    private readonly TaskCompletionSource _headerReceived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _header = header;

    /// <summary>Ends when everything is written and the socket is closed.</summary>
    public Task Closed => _closed.Task;

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        if (_header is { } unread)
        {
            _header = null;
            unread.CopyTo(buffer, offset);
        }
        else if (await stream.ReadAtLeastAsync(buffer.AsMemory(offset, count), count, throwOnEndOfStream: false) < count)
        {
            return 0;
        }

        if (IsAmqpHeader(buffer.AsSpan(offset, count)))
            _headerReceived.TrySetResult();
        return count;
    }

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        // Whoever sends many messages goes on meanwhile, and the library writes them together.
        await Task.Yield();
        var bytes = new MemoryStream(listSize);
        foreach (var buffer in bufferList)
            bytes.Write(buffer.Buffer, buffer.Offset, buffer.Length);

        // After a login the library sends its AMQP header at once, but Microsoft's JavaScript client takes what arrives
        // together with the login's outcome for a part of the login.
        if (IsAmqpHeader(bytes.GetBuffer()))
            await _headerReceived.Task;
        await stream.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    public void SetConnection(Connection connection)
    {
        // Not needed.
    }

    public void Close()
    {
        stream.Dispose();
        _headerReceived.TrySetResult();
        _closed.TrySetResult();
    }

    public void Send(ByteBuffer buffer) => throw new NotSupportedException();

    public int Receive(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static bool IsAmqpHeader(ReadOnlySpan<byte> bytes) => bytes.StartsWith("AMQP\0"u8);
}
