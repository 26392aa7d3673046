using System.Globalization;
using System.Net;
using System.Text;

namespace FailureFunctions.Quarantine;

/// <summary>
/// All that a body may say, for whoever searches it: its text, and its text with the escapes of forms and of JSON undone,
/// one within the other too. It need be neither a valid form nor valid JSON.
/// </summary>
internal static class BodyReadings
{
    /// <summary>The readings of a body, without repeats.</summary>
    public static IReadOnlySet<string> Of(string text)
    {
        var readings = new HashSet<string>(StringComparer.Ordinal) { text };
        foreach (var once in new[] { OfForm(text), OfJson(text) })
        {
            if (!readings.Add(once))
                continue;
            readings.Add(OfForm(once));
            readings.Add(OfJson(once));
        }
        return readings;
    }

    private static string OfForm(string text)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(raw, 0, raw.Length));
    }

    private static string OfJson(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
                plain.Append(text[i]);
            else if (text[i + 1] == 'u' && i + 5 < text.Length
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                (plain, i) = (plain.Append((char)unit), i + 5);
            else
                plain.Append(Simple(text[++i]));
        }
        return plain.ToString();
    }

    private static char Simple(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };
}
