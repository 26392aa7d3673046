using System.Text.Json;

namespace FailureFunctions.Copernica.Notification;

/// <summary>Where a failure is reported: the webhooks that may be pointed at the same URL, each named by the field <c>type</c>, and the log.</summary>
internal enum NotificationType
{
    Failure,

    /// <summary>A message that came back to the envelope address.</summary>
    Bounce,

    /// <summary>A spam complaint.</summary>
    Abuse,

    /// <summary>Not a webhook: a line of Copernica's log of errors (<see cref="ErrorLog"/>).</summary>
    Log,
}

internal static class NotificationTypes
{
    // Of a field that may be the type, in bytes: each of its letters may be escaped, and blanks stand around it.
    private const int LongestPair = 100;

    public static string NameOf(NotificationType type) => type switch
    {
        NotificationType.Bounce => "bounce",
        NotificationType.Abuse => "abuse",
        NotificationType.Log => "log",
        _ => "failure",
    };

    /// <param name="type">The field; a failure when absent.</param>
    /// <returns>Null for a type that is not read.</returns>
    public static NotificationType? Of(string? type) => type?.Trim().ToLowerInvariant() switch
    {
        null or "failure" => NotificationType.Failure,
        "bounce" => NotificationType.Bounce,
        "abuse" => NotificationType.Abuse,
        _ => null,
    };

    /// <summary>Whether a body is of a type that contains a whole message, as far as its field <c>type</c> says; nothing else is read.</summary>
    public static bool ContainsMessage(ReadOnlySpan<byte> body) =>
        Of(NotificationFormat.IsJson(body) ? InJson(body) : InForm(body)) is NotificationType.Bounce or NotificationType.Abuse;

    private static string? InForm(ReadOnlySpan<byte> body)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.Length <= LongestPair && pair.IndexOf((byte)'=') is >= 0 and var equals && NotificationFormat.Unescape(pair[..equals]) == "type")
                return NotificationFormat.Unescape(pair[(equals + 1)..]);
        }
        return null;
    }

    private static string? InJson(ReadOnlySpan<byte> body)
    {
        try
        {
            for (var reader = new Utf8JsonReader(NotificationFormat.WithoutByteOrderMark(body)); reader.Read();)
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("type"u8))
                    return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON: the problem is told by who reads it.
        }
        return null;
    }
}
