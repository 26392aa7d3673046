using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Limits of what is kept of a notification, in UTF-16 code units. A string property of Table Storage holds 32 Ki of them.
/// </summary>
internal static class FieldLimits
{
    /// <summary>The number of fields; a notification with more is refused.</summary>
    public const int Fields = 1_000;

    public const int Description = 30_000;

    /// <summary>RFC 5321 (section 4.5.3.1.3) allows 254.</summary>
    public const int Recipient = 2_048;

    /// <summary>Ids, states, names.</summary>
    public const int ShortText = 1_024;

    /// <summary>All tags together, as JSON.</summary>
    public const int Tags = 30_000;

    /// <summary>All extra fields together, as JSON.</summary>
    public const int Extra = 30_000;

    /// <summary>The end of a text that was cut.</summary>
    public const string CutMark = "… [cut]";

    /// <summary>Cuts a text to the limit and appends <see cref="CutMark"/>, without splitting a surrogate pair.</summary>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : string.Concat(Head(text, limit), CutMark);

    /// <summary>Cuts a text to the limit and appends <c>~</c> and its SHA-256, so that different texts stay different.</summary>
    public static string CutIdentity(string text, int limit) => text.Length <= limit
        ? text
        : string.Concat(Head(text, limit), "~", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private static ReadOnlySpan<char> Head(string text, int limit) =>
        text.AsSpan(0, char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit);
}
