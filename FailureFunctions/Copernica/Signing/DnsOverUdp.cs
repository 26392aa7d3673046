using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using DnsClient;
using DnsClient.Protocol;

namespace FailureFunctions.Copernica.Signing;

internal sealed record DnsAnswer(
    DnsHeaderResponseCode Code, IReadOnlyList<DnsResourceRecord> Answers, IReadOnlyList<DnsResourceRecord> Authorities);

/// <summary>
/// Asks for TXT records over UDP (RFC 1035, section 4), where TCP does not work. DnsClient, which does the rest, takes
/// answers from any address and port that knows the transaction id.
/// </summary>
internal static class DnsOverUdp
{
    private const int HeaderLength = 12;

    // The root's name, OPT, at most 1,232 bytes (dnsflagday.net/2020), no flags, no data (RFC 6891, section 6.1.2).
    private static ReadOnlySpan<byte> Extension => [0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0];

    /// <summary>Waits for the server's answer until cancelled, and ignores all that do not fit the question.</summary>
    /// <exception cref="InvalidDataException">The answer is truncated or cannot be read.</exception>
    public static async Task<DnsAnswer> AskAsync(IPEndPoint server, string name, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // On a connected socket the system passes on only what comes from that address and port.
        await socket.ConnectAsync(server, cancellationToken);
        var query = QueryOf(name);
        await socket.SendAsync(query, cancellationToken);
        var buffer = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (Answers(query.AsSpan(..^Extension.Length), buffer.AsSpan(0, length)))
                return Read(buffer.AsSpan(0, length), query.Length - Extension.Length);
        }
    }

    private static bool Answers(ReadOnlySpan<byte> query, ReadOnlySpan<byte> message) =>
        message.Length >= query.Length
        && message[..2].SequenceEqual(query[..2])
        && Ascii.EqualsIgnoreCase(message[HeaderLength..query.Length], query[HeaderLength..]);

    private static byte[] QueryOf(string name)
    {
        byte[] header = [.. RandomNumberGenerator.GetBytes(2), 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 1]; // One question, recursion desired.
        var labels = name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);
        return [.. header, .. labels, 0, 0, (byte)QueryType.TXT, 0, (byte)QueryClass.IN, .. Extension];
    }

    /// <param name="message">At least a header.</param>
    /// <param name="at">Where its answers begin.</param>
    /// <exception cref="InvalidDataException">It is truncated or cannot be read.</exception>
    internal static DnsAnswer Read(ReadOnlySpan<byte> message, int at)
    {
        if ((message[2] & 0x82) != 0x80)
            throw new InvalidDataException("Truncated, or no answer.");
        try
        {
            var answers = Records(message, ref at, BinaryPrimitives.ReadUInt16BigEndian(message[6..]));
            return new DnsAnswer(
                (DnsHeaderResponseCode)(message[3] & 0x0F), answers, Records(message, ref at, BinaryPrimitives.ReadUInt16BigEndian(message[8..])));
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidDataException("Cut short.", e);
        }
    }

    private static List<DnsResourceRecord> Records(ReadOnlySpan<byte> message, ref int at, int count)
    {
        var records = new List<DnsResourceRecord>();
        while (count-- > 0)
        {
            var name = Name(message, ref at);
            var type = (ResourceRecordType)BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var timeToLive = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(message[(at + 4)..]));
            var data = at + 10;
            var end = data + BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            var info = new ResourceRecordInfo(name, type, QueryClass.IN, timeToLive, end - data);
            if (type == ResourceRecordType.TXT)
                records.Add(new TxtRecord(info, [], Texts(message[data..end])));
            else if (type == ResourceRecordType.CNAME)
                records.Add(new CNameRecord(info, Name(message, ref data)));
            else if (type == ResourceRecordType.SOA)
                records.Add(new SoaRecord(info, name, name, 0, 0, 0, 0, BinaryPrimitives.ReadUInt32BigEndian(message[(end - 4)..])));
            at = end;
        }

        return records;
    }

    private static string[] Texts(ReadOnlySpan<byte> data)
    {
        var texts = new List<string>();
        for (; !data.IsEmpty; data = data[(data[0] + 1)..])
            texts.Add(Encoding.UTF8.GetString(data.Slice(1, data[0])));
        return [.. texts];
    }

    // A name may end with a pointer to an earlier one (RFC 1035, section 4.1.4).
    private static DnsString Name(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var end = 0;
        for (var labels = 0; message[at] != 0; labels++)
        {
            if (labels > 255)
                throw new InvalidDataException("A name that never ends.");
            if (message[at] >= 0xC0)
            {
                end = end == 0 ? at + 2 : end;
                at = BinaryPrimitives.ReadUInt16BigEndian(message[at..]) & 0x3FFF;
            }
            else
            {
                name.Append(Encoding.ASCII.GetString(message.Slice(at + 1, message[at]))).Append('.');
                at += message[at] + 1;
            }
        }

        at = end == 0 ? at + 1 : end;
        return DnsString.FromResponseQueryString(name.ToString());
    }
}
