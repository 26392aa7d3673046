using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>A name server on loopback that publishes one signing key and knows no other name (RFC 1035). Over TCP only, which the app asks first.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const int MostInAString = 255;
    private const byte NoSuchName = 3;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _name;
    private readonly byte[] _record;
    private readonly Task _work;
    private int _queries;

    /// <param name="name">The name of the key.</param>
    /// <param name="key">It, as the base64 of its SubjectPublicKeyInfo.</param>
    public KeyServer(string name, string key)
    {
        _name = [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
        byte[] text = [.. Encoding.ASCII.GetBytes($"v=DKIM1; k=rsa; p={key}").Chunk(MostInAString).SelectMany(part => (byte[])[(byte)part.Length, .. part])];
        // A pointer to the question's name, type TXT, class IN, an hour.
        _record = [0xC0, HeaderLength, 0, 16, 0, 1, 0, 0, 0x0E, 0x10, (byte)(text.Length >> 8), (byte)text.Length, .. text];
        _listener.Start();
        _work = ServeAsync();
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    /// <summary>The queries so far.</summary>
    public int Queries => Volatile.Read(ref _queries);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var length = new byte[2];
                while (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, _stop.Token) == length.Length)
                {
                    var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(query, _stop.Token);
                    Interlocked.Increment(ref _queries);
                    await stream.WriteAsync(Answer(query), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // Hung up, or the end.
            }
        }
    }

    private byte[] Answer(byte[] query)
    {
        var end = Array.IndexOf(query, (byte)0, HeaderLength) + 1;
        var known = query.AsSpan(HeaderLength, end - HeaderLength).SequenceEqual(_name);
        byte[] answer =
        [
            query[0], query[1], 0x81, (byte)(0x80 | (known ? 0 : NoSuchName)), 0, 1, 0, (byte)(known ? 1 : 0), 0, 0, 0, 0,
            .. query.AsSpan(HeaderLength, end + 4 - HeaderLength), .. known ? _record : [],
        ];
        return [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
    }
}
