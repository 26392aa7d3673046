namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Base64 (RFC 4648, section 4), with or without padding, and blanks anywhere. The bits that no byte uses must be zero, so
/// that a signature cannot be altered without changing its bytes.
/// </summary>
internal static class CanonicalBase64
{
    /// <returns>The bytes; null when there are none or more than <paramref name="maximum"/>, or the text is not base64.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text, int maximum)
    {
        // Room for the padding, and for blanks between and around.
        if (text.Length > 3 * maximum + 16)
            return null;
        var characters = string.Concat(text.ToString().Split([' ', '\t', '\r', '\n']));
        var digits = characters.TrimEnd('=');
        var padded = digits.PadRight((digits.Length + 3) / 4 * 4, '=');
        if (digits.Length == 0 || (characters != digits && characters != padded))
            return null;
        var buffer = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64String(padded, buffer, out var count) || count > maximum)
            return null;
        var bytes = buffer.AsSpan(0, count);
        return Convert.ToBase64String(bytes) == padded ? bytes.ToArray() : null;
    }
}
