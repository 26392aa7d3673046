using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The identity of one failure: 32 lower-case hexadecimal digits. Copernica sends no id of an event and may call twice,
/// so the id is made of the facts: the same facts always give the same id, whenever they are received.
/// </summary>
internal readonly record struct EventId
{
    public const int Length = 32;

    private readonly string? _value;

    private EventId(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>
    /// The first 128 bits of SHA-256 over the facts. A contract: stored rows and published messages carry it. What the app reads in a
    /// returned message is no fact: another version may read more.
    /// </summary>
    public static EventId Of(string account, RecipientKey recipient, FailureNotification notification, NotificationType source = NotificationType.Failure)
    {
        if (source is not NotificationType.Failure)
            notification = notification with { Action = NotificationTypes.NameOf(source), Reply = new DeliveryReply() };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, account);
        Append(hash, notification.MessageId);
        Append(hash, recipient.Value);
        Append(hash, notification.ReportedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Append(hash, notification.Action);
        Append(hash, notification.Reply.State);
        Append(hash, notification.Reply.Code?.ToString());
        Append(hash, notification.Reply.Extended?.ToString());
        return new(Convert.ToHexStringLower(hash.GetHashAndReset())[..Length]);
    }

    public static bool TryParse(string? text, out EventId id)
    {
        var valid = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new(text!) : default;
        return valid;
    }

    public override string ToString() => Value;

    // Each fact after its length, so that "ab" + "c" is not "a" + "bc"; absent (-1) is not empty (0).
    private static void Append(IncrementalHash hash, string? fact)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = Encoding.UTF8.GetBytes(fact ?? "");
        BinaryPrimitives.WriteInt32BigEndian(length, fact is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
