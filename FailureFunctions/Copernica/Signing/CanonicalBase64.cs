using System.Buffers;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Base64 (RFC 4648, section 4), with or without padding, and blanks anywhere. The bits that no byte uses must be zero, so
/// that bytes have one spelling and a signature cannot be altered without being noticed.
/// </summary>
internal static class CanonicalBase64
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    /// <summary>Decodes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The most bytes that make sense here.</param>
    /// <returns>The bytes, at least one; null when the text is no base64 or longer than that.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text, int maximum)
    {
        // Room for the padding, and for blanks between and around.
        if (text.Length > 3 * maximum + 16)
            return null;
        var characters = ArrayPool<char>.Shared.Rent(text.Length + 4);
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length + 4);
        try
        {
            var length = 0;
            foreach (var character in text)
                if (!Blanks.Contains(character))
                    characters[length++] = character;
            var bare = characters.AsSpan(0, length).TrimEnd('=').Length;
            if (bare == 0 || length - bare > 2 || (length > bare && length % 4 != 0) || bare % 4 == 1)
                return null;
            length = bare;
            while (length % 4 != 0)
                characters[length++] = '=';
            if (!Convert.TryFromBase64Chars(characters.AsSpan(0, length), bytes, out var count) || count > maximum)
                return null;
            return IsCanonical(characters[bare - 1], bare) ? bytes.AsSpan(0, count).ToArray() : null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool IsCanonical(char last, int bare)
    {
        var unused = (bare % 4) switch { 2 => 0b1111, 3 => 0b11, _ => 0 };
        var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".IndexOf(last, StringComparison.Ordinal);
        return (value & unused) == 0;
    }
}
