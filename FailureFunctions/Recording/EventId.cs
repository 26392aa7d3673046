using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The identity of one failure: 32 lower-case hexadecimal digits. Copernica has no id of an event and may call twice,
/// so the id is made of the facts: the same facts give the same id, whenever and however often they come.
/// </summary>
internal readonly record struct EventId
{
    /// <summary>The length of an id.</summary>
    public const int Length = 32;

    private readonly string? _value;

    private EventId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes the id of a notification.</summary>
    /// <param name="account">The account that sent it, normalised.</param>
    /// <param name="recipient">Its recipient.</param>
    /// <param name="notification">What was reported.</param>
    /// <returns>The first 128 bits of SHA-256 over the facts, each preceded by its length.</returns>
    public static EventId Of(string account, RecipientKey recipient, FailureNotification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, account);
        Append(hash, notification.MessageId);
        Append(hash, recipient.Value);
        Append(hash, notification.ReportedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Append(hash, notification.Action);
        Append(hash, notification.Reply.State);
        Append(hash, notification.Reply.Code?.ToString());
        Append(hash, notification.Reply.Extended?.ToString());
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new(Convert.ToHexStringLower(digest[..(Length / 2)]));
    }

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id, when the text is one.</param>
    /// <returns>Whether the text is 32 lower-case hexadecimal digits.</returns>
    public static bool TryParse(string? text, out EventId id)
    {
        var valid = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    // Length-prefixed, so that "ab" + "c" is not "a" + "bc"; and absent (-1) is not empty (0).
    private static void Append(IncrementalHash hash, string? fact)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = fact is null ? [] : Encoding.UTF8.GetBytes(fact);
        BinaryPrimitives.WriteInt32BigEndian(length, fact is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
