using System.Text;
using System.Text.Json;

namespace FailureFunctions.Copernica.Notification;

/// <summary>The webhooks that may be pointed at the same URL; the field <c>type</c> names each.</summary>
internal enum NotificationType
{
    Failure,

    /// <summary>A message that came back to the envelope address.</summary>
    Bounce,

    /// <summary>A spam complaint.</summary>
    Abuse,

    /// <summary>A message was delivered.</summary>
    Delivery,
}

internal static class NotificationTypes
{
    public static string NameOf(NotificationType type) => type switch
    {
        NotificationType.Bounce => "bounce",
        NotificationType.Abuse => "abuse",
        NotificationType.Delivery => "delivery",
        _ => "failure",
    };

    /// <param name="type">The field; a failure when absent.</param>
    /// <returns>Null for a type that is not read.</returns>
    public static NotificationType? Of(string? type) => type?.ToLowerInvariant() switch
    {
        null or "failure" => NotificationType.Failure,
        "bounce" => NotificationType.Bounce,
        "abuse" => NotificationType.Abuse,
        "delivery" => NotificationType.Delivery,
        _ => null,
    };

    /// <summary>Whether a body is of a type that contains a whole message, as far as its field <c>type</c> says; nothing else is read.</summary>
    public static bool ContainsMessage(ReadOnlySpan<byte> body) =>
        Of(NotificationFormat.IsJson(body) ? InJson(body) : InForm(body)) is NotificationType.Bounce or NotificationType.Abuse;

    private static string? InForm(ReadOnlySpan<byte> body)
    {
        foreach (var range in body.Split((byte)'&'))
            if (body[range].StartsWith("type="u8))
                return Encoding.UTF8.GetString(body[range]["type=".Length..]);
        return null;
    }

    private static string? InJson(ReadOnlySpan<byte> body)
    {
        try
        {
            for (var reader = new Utf8JsonReader(body); reader.Read();)
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
