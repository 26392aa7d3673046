using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>What a <see cref="TestDnsServer"/> makes of queries.</summary>
internal enum DnsBehaviour
{
    Answers,
    Silent,
    ServFail,
    Refuses,
    TruncatesAlways,
    TruncatesWithoutTcp,
    Garbage,
    HalfAnAnswer,
    WrongId,

    /// <summary>Answers over UDP, and closes connections.</summary>
    OnlyUdp,

    /// <summary>The same, after somebody else has answered from another port, with the right id and <see cref="TestDnsServer.Forged"/>.</summary>
    SpoofedOverUdp,
}

/// <summary>A DNS server on loopback that answers real packets over UDP and TCP (RFC 1035), well or badly.</summary>
internal sealed class TestDnsServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly Task _work;
    private readonly ConcurrentDictionary<string, byte[][]> _answers = new();
    private int _queries;
    private int _tcpQueries;

    public TestDnsServer()
    {
        (_udp, _tcp) = Listen();
        _work = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint EndPoint => (IPEndPoint)_udp.Client.LocalEndPoint!;

    public DnsBehaviour Behaviour { get; set; }

    /// <summary>How long the SOA record of a negative answer may be kept, in seconds.</summary>
    public int SoaTimeToLive { get; set; } = DnsPacket.SoaTimeToLive;

    /// <summary>The records of the forger.</summary>
    public byte[][] Forged { get; set; } = [];

    /// <summary>What the server sends over UDP before its answer to a query.</summary>
    public Func<byte[], byte[][]> BeforeAnswer { get; set; } = _ => [];

    /// <summary>The packets that asked something, over UDP and TCP.</summary>
    public int Queries => _queries;

    /// <summary>Those over TCP.</summary>
    public int TcpQueries => _tcpQueries;

    /// <summary>Publishes TXT records, each of one or more strings; none for a name that exists without any.</summary>
    public void Publish(string name, int timeToLive, params string[][] texts) =>
        _answers[name] = [.. texts.Select(strings => DnsPacket.Txt(null, timeToLive, strings))];

    /// <summary>Publishes whole records.</summary>
    public void Publish(string name, params byte[][] records) => _answers[name] = records;

    public void Withdraw(string name) => _answers.TryRemove(name, out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    private static (UdpClient Udp, TcpListener Tcp) Listen()
    {
        while (true)
        {
            var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new TcpListener((IPEndPoint)udp.Client.LocalEndPoint!);
            try
            {
                tcp.Start();
                return (udp, tcp);
            }
            catch (SocketException)
            {
                // Somebody else has that port for TCP: another one.
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                var query = await _udp.ReceiveAsync(_stop.Token);
                if (Behaviour == DnsBehaviour.SpoofedOverUdp)
                {
                    using var forger = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
                    await forger.SendAsync(DnsPacket.Answer(query.Buffer, 0, Forged, truncated: false), query.RemoteEndPoint, _stop.Token);
                }

                foreach (var stray in BeforeAnswer(query.Buffer))
                    await _udp.SendAsync(stray, query.RemoteEndPoint, _stop.Token);
                if (Answer(query.Buffer, overTcp: false) is { } answer)
                    await _udp.SendAsync(answer, query.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _tcp.AcceptTcpClientAsync(_stop.Token);
                if (Behaviour is DnsBehaviour.TruncatesWithoutTcp or DnsBehaviour.OnlyUdp or DnsBehaviour.SpoofedOverUdp)
                    connection.Dispose();
                else
                    _ = ServeAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    // A client may send several queries over one connection (RFC 7766, section 6.2.1).
    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                while (true)
                {
                    var length = new byte[2];
                    await stream.ReadExactlyAsync(length, _stop.Token);
                    var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(query, _stop.Token);
                    if (Answer(query, overTcp: true) is not { } answer)
                        continue;
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer], _stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client has gone, or the end.
            }
        }
    }

    private byte[]? Answer(byte[] query, bool overTcp)
    {
        Interlocked.Increment(ref _queries);
        if (overTcp)
            Interlocked.Increment(ref _tcpQueries);
        var truncates = Behaviour == DnsBehaviour.TruncatesAlways
            || (!overTcp && Behaviour == DnsBehaviour.TruncatesWithoutTcp);
        return Behaviour switch
        {
            DnsBehaviour.Silent => null,
            DnsBehaviour.Garbage => [query[0], query[1], .. Enumerable.Repeat((byte)0xc3, 90)],
            DnsBehaviour.ServFail => DnsPacket.Answer(query, 2, [], truncated: false),
            DnsBehaviour.Refuses => DnsPacket.Answer(query, 5, [], truncated: false),
            DnsBehaviour.HalfAnAnswer => Found(query)[..^20],
            DnsBehaviour.WrongId => [(byte)~query[0], .. Found(query)[1..]],
            _ when truncates => DnsPacket.Answer(query, 0, [], truncated: true),
            _ => Found(query),
        };
    }

    private byte[] Found(byte[] query) =>
        _answers.TryGetValue(DnsPacket.NameOf(query), out var records)
            ? DnsPacket.Answer(query, 0, records, truncated: false)
            : DnsPacket.Answer(query, 3, [], truncated: false, SoaTimeToLive);
}
