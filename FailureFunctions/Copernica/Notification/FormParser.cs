using System.Buffers;
using System.Text;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> (WHATWG URL, section 5.1): any sequence of bytes is a form.
/// A percent sign that starts no escape stays as it is, and invalid UTF-8 becomes U+FFFD.
/// </summary>
internal static class FormParser
{
    private const int StackLimit = 256;

    public static void Parse(ReadOnlySpan<byte> body, FieldSet fields)
    {
        byte[]? rented = null;
        var scratch = body.Length <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            foreach (var range in body.Split((byte)'&'))
            {
                if (!body[range].IsEmpty)
                    ParsePair(body[range], scratch, fields);
                if (fields.Overflowed)
                    return;
            }
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void ParsePair(ReadOnlySpan<byte> pair, Span<byte> scratch, FieldSet fields)
    {
        var equals = pair.IndexOf((byte)'=');
        var rawName = equals < 0 ? pair : pair[..equals];
        var rawValue = equals < 0 ? [] : pair[(equals + 1)..];

        var nameLength = Unescape(rawName, scratch);
        Span<char> shortName = stackalloc char[StackLimit];
        ReadOnlySpan<char> name = nameLength <= shortName.Length
            ? shortName[..Encoding.UTF8.GetChars(scratch[..nameLength], shortName)]
            : Encoding.UTF8.GetString(scratch[..nameLength]).AsSpan();

        var valueLength = Unescape(rawValue, scratch);
        fields.Add(name, Encoding.UTF8.GetString(scratch[..valueLength]));
    }

    /// <summary>Undoes the escapes of a name or a value; gives the length of what is written to the target.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        if (!raw.ContainsAny((byte)'%', (byte)'+'))
        {
            raw.CopyTo(target);
            return raw.Length;
        }
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var value = raw[i];
            if (value == '+')
            {
                value = (byte)' ';
            }
            else if (value == '%' && i + 2 < raw.Length && TryHex(raw[i + 1], raw[i + 2], out var escaped))
            {
                value = escaped;
                i += 2;
            }
            target[length++] = value;
        }
        return length;
    }

    private static bool TryHex(byte high, byte low, out byte value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low))
            return false;
        value = (byte)((Digit(high) << 4) | Digit(low));
        return true;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
