using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Takes the text out of a JSON string. <see cref="Utf8JsonReader.GetString"/> throws on a lone surrogate such as
/// <c>\ud800</c>, which RFC 8259 (section 8.2) allows; here it becomes U+FFFD.
/// </summary>
internal static class JsonText
{
    public static string Of(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    // The reader has checked the syntax: every backslash starts a complete escape.
    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is var slash and >= 0)
        {
            text.Append(Encoding.UTF8.GetString(raw[..slash]));
            raw = raw[(slash + 1)..];
            if (raw[0] == 'u')
            {
                text.Append((char)int.Parse(raw[1..5], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                raw = raw[5..];
            }
            else
            {
                text.Append(Simple((char)raw[0]));
                raw = raw[1..];
            }
        }
        text.Append(Encoding.UTF8.GetString(raw));
        return WellFormed(text);
    }

    /// <summary>What a backslash with this character stands for; <c>u</c> apart.</summary>
    public static char Simple(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };

    private static string WellFormed(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                text[i] = '\uFFFD';
        }
        return text.ToString();
    }
}
