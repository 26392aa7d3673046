using System.Buffers.Binary;
using System.Text;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Packets of RFC 1035, section 4.</summary>
internal static class DnsPacket
{
    private const int HeaderLength = 12;

    /// <summary>How long a negative answer may be kept, in seconds.</summary>
    public const int NegativeTimeToLive = 120;

    /// <summary>How long the zone's SOA record may be kept, in seconds.</summary>
    public const int SoaTimeToLive = 3600;

    /// <summary>The name that a query asks for.</summary>
    public static string NameOf(byte[] query)
    {
        var labels = new List<string>();
        for (var index = HeaderLength; query[index] != 0; index += query[index] + 1)
            labels.Add(Encoding.ASCII.GetString(query, index + 1, query[index]));
        return string.Join('.', labels).ToLowerInvariant();
    }

    /// <summary>An answer to a query: an SOA record goes with one that has no records.</summary>
    public static byte[] Answer(byte[] query, int code, byte[][] records, bool truncated, int soaTimeToLive = SoaTimeToLive)
    {
        var end = HeaderLength;
        while (query[end] != 0)
            end += query[end] + 1;
        var question = query[HeaderLength..(end + 5)];
        var soa = records.Length == 0 && !truncated && code is 0 or 3;
        return
        [
            query[0], query[1], (byte)(0x81 | (truncated ? 0x02 : 0)), (byte)(0x80 | code),
            0, 1, 0, (byte)records.Length, 0, (byte)(soa ? 1 : 0), 0, 0,
            .. question, .. records.SelectMany(record => record), .. soa ? Soa(soaTimeToLive) : [],
        ];
    }

    /// <summary>A TXT record.</summary>
    /// <param name="name">Whose it is; null for the name that was asked for.</param>
    /// <param name="timeToLive">In seconds.</param>
    /// <param name="strings">Its strings, each of at most 255 bytes.</param>
    public static byte[] Txt(string? name, int timeToLive, params string[] strings) =>
        Record(name, 16, timeToLive, [.. strings.SelectMany(text => (byte[])[(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)])]);

    /// <summary>An alias.</summary>
    public static byte[] Cname(string? name, int timeToLive, string target) => Record(name, 5, timeToLive, Name(target));

    private static byte[] Soa(int timeToLive)
    {
        var numbers = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(16), NegativeTimeToLive);
        return Record("copernica.com", 6, timeToLive, [.. Name("ns.copernica.com"), .. Name("hostmaster.copernica.com"), .. numbers]);
    }

    private static byte[] Record(string? name, byte type, int timeToLive, byte[] data)
    {
        var fixedPart = new byte[10];
        fixedPart[1] = type;
        fixedPart[3] = 1;
        BinaryPrimitives.WriteInt32BigEndian(fixedPart.AsSpan(4), timeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(8), (ushort)data.Length);
        return [.. name is null ? [0xc0, HeaderLength] : Name(name), .. fixedPart, .. data];
    }

    private static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
}
