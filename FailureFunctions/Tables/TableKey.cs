using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Tables;

/// <summary>
/// Makes any text a valid key of Table Storage. The service refuses <c>/ \ # ?</c> and control characters; <c>%</c>
/// is encoded too, so that the text can be read back and some clients' double encoding does no harm
/// (learn.microsoft.com, "Understanding the Table service data model").
/// </summary>
internal static class TableKey
{
    /// <summary>The longest key, in UTF-16 code units: the service takes 1 KiB, and Azurite counts that as this.</summary>
    public const int Longest = 512;

    // What stays readable of a longer text, before "~" and the SHA-256 of the whole in hexadecimal.
    private const int ReadablePart = Longest - 1 - (2 * SHA256.HashSizeInBytes);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "/\\#?%" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)));

    /// <summary>Encodes a text as a key.</summary>
    /// <param name="text">Any well-formed text.</param>
    /// <returns>A key of at most <see cref="Longest"/> UTF-16 code units; different texts give different keys.</returns>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = text.AsSpan().ContainsAny(Forbidden) ? Escape(text) : text;
        if (encoded.Length <= Longest)
            return encoded;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encoded)));
        var end = char.IsHighSurrogate(encoded[ReadablePart - 1]) ? ReadablePart - 1 : ReadablePart;
        return string.Concat(encoded.AsSpan(0, end), "~", hash);
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (Forbidden.Contains(c))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
