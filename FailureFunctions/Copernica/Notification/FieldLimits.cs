using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// The bounds of what is kept of a notification, in UTF-16 code units. They lie below the 32 Ki code units that a
/// string property of Table Storage holds.
/// </summary>
internal static class FieldLimits
{
    /// <summary>The most fields that a notification may have; more is refused.</summary>
    public const int Fields = 1_000;

    /// <summary>The description.</summary>
    public const int Description = 30_000;

    /// <summary>The recipient; RFC 5321 (section 4.5.3.1.3) allows an address 254.</summary>
    public const int Recipient = 2_048;

    /// <summary>Ids, states, names.</summary>
    public const int ShortText = 1_024;

    /// <summary>All tags together, as JSON.</summary>
    public const int Tags = 30_000;

    /// <summary>All extra fields together, as JSON.</summary>
    public const int Extra = 30_000;

    /// <summary>What stands at the end of a text that was cut.</summary>
    public const string CutMark = "… [cut]";

    /// <summary>Cuts a text that is too long, and marks it. A surrogate pair is never parted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most code units to keep, the mark not counted.</param>
    /// <returns>The text itself when it is short enough.</returns>
    public static string Cut(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= limit)
            return text;
        return string.Concat(Head(text, limit), CutMark);
    }

    /// <summary>Cuts a text that identifies and is too long: what differs stays different.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most code units to keep, <c>~</c> and the SHA-256 of the whole not counted.</param>
    /// <returns>The text itself when it is short enough.</returns>
    public static string CutIdentity(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= limit
            ? text
            : string.Concat(Head(text, limit), "~", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static ReadOnlySpan<char> Head(string text, int limit) =>
        text.AsSpan(0, char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit);
}
