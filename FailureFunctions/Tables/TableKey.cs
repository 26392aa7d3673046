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

    private static readonly SearchValues<char> Encoded = SearchValues.Create(
        "/\\#?%~" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)));

    /// <summary>Different well-formed texts have different keys.</summary>
    /// <param name="longest">In UTF-16 code units; over 65.</param>
    public static string Encode(string text, int longest = Longest)
    {
        var key = text.AsSpan().ContainsAny(Encoded)
            ? string.Concat(text.Select(c => Encoded.Contains(c) ? $"%{(int)c:X2}" : c.ToString()))
            : text;
        if (key.Length <= longest)
            return key;
        // A part to read, before "~" and the SHA-256 of the whole in hexadecimal.
        var end = longest - 1 - (2 * SHA256.HashSizeInBytes);
        if (char.IsHighSurrogate(key[end - 1]))
            end--;
        return string.Concat(key.AsSpan(0, end), "~", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }
}
