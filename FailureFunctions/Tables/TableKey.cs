using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Tables;

/// <summary>
/// Encodes any text as a key of Table Storage. The service refuses <c>/ \ # ?</c> and control characters
/// (learn.microsoft.com, "Understanding the Table service data model"); <c>%</c> starts an encoded character, and <c>~</c>
/// marks a shortened key, so both are encoded too.
/// </summary>
internal static class TableKey
{
    /// <summary>The longest key, in UTF-16 code units: the service's limit of 1 KiB, as Azurite counts it.</summary>
    public const int Longest = 512;

    // What a shortened key keeps, before "~" and the SHA-256 of the whole in hexadecimal.
    private const int ReadablePart = Longest - 1 - (2 * SHA256.HashSizeInBytes);

    private static readonly SearchValues<char> Encoded = SearchValues.Create(
        "/\\#?%~" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)));

    /// <summary>At most <see cref="Longest"/> UTF-16 code units; different well-formed texts have different keys.</summary>
    public static string Encode(string text)
    {
        var key = text.AsSpan().ContainsAny(Encoded)
            ? string.Concat(text.Select(c => Encoded.Contains(c) ? $"%{(int)c:X2}" : c.ToString()))
            : text;
        if (key.Length <= Longest)
            return key;
        var end = char.IsHighSurrogate(key[ReadablePart - 1]) ? ReadablePart - 1 : ReadablePart;
        return string.Concat(key.AsSpan(0, end), "~", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }
}
