using System.Net;
using System.Text;
using System.Text.Json;
using FailureFunctions.Copernica.Notification;
using MimeKit;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>
/// A notification that returns a message, as a form without what nobody needs to understand it: the message's attachments, and the
/// content of the message in it. It can be read like the notification, and makes the same failure.
/// </summary>
internal static class BounceExcerpt
{
    public const string ContentType = "application/x-www-form-urlencoded";

    // A binary property of Table Storage holds 64 KiB; the other fields have bounds of their own.
    private const int LongestForm = 63 * 1024;

    private const int LongestMime = 32 * 1024;

    public static byte[] Of(ReadResult.Returned returned)
    {
        var form = new StringBuilder("type=").Append(returned.Type is NotificationType.Abuse ? "abuse" : "bounce");
        var (notification, mime) = (returned.Notification, WithoutAttachments(returned.Mime));
        Add("id", notification.MessageId);
        Add("recipient", notification.Recipient);
        Add("time", notification.ReportedAt is { } at ? FormattableString.Invariant($"{at.ToUnixTimeMilliseconds() / 1000m}") : null);
        Add("timestamp", notification.Timestamp);
        Add("profile", notification.Profile);
        Add("mailing", notification.Mailing);
        // The shorter, the more of the message fits: escaping may triple it.
        for (var length = Math.Min(mime.Length, LongestMime); ; length /= 2)
        {
            var escaped = WebUtility.UrlEncodeToBytes(mime, 0, length);
            if (form.Length + escaped.Length + "&mime=".Length <= LongestForm || length == 0)
            {
                AddRest(LongestForm - escaped.Length - "&mime=".Length);
                return [.. Encoding.UTF8.GetBytes(form.ToString()), .. "&mime="u8, .. escaped];
            }
        }

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
                form.Append('&').Append(WebUtility.UrlEncode(name)).Append('=').Append(WebUtility.UrlEncode(value));
        }

        void AddRest(int longest)
        {
            foreach (var (name, value) in notification.Tags.Select(tag => ("tags[]", tag)).Concat(ExtraOf(notification)))
            {
                var length = form.Length;
                Add(name, value);
                if (form.Length > longest)
                    form.Length = length;
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> ExtraOf(FailureNotification notification)
    {
        if (notification.Extra is null)
            yield break;
        using var extra = JsonDocument.Parse(notification.Extra);
        foreach (var field in extra.RootElement.EnumerateObject())
            if (field.Value.ValueKind is JsonValueKind.String)
                yield return (field.Name, field.Value.GetString()!);
    }

    private static byte[] WithoutAttachments(byte[] mime)
    {
        try
        {
            using var stream = new MemoryStream(mime);
            var message = new MimeParser(new ParserOptions { MaxMimeDepth = ReturnedMessage.MostDepth }, stream, persistent: true).ParseMessage();
            message.Body = WithoutAttachments(message.Body);
            using var kept = new MemoryStream();
            message.WriteTo(kept);
            return kept.ToArray();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // No message that can be taken apart: its headers, up to the first blank line.
            return mime.AsSpan().IndexOf("\n\r\n"u8) is >= 0 and var crlf ? mime[..crlf]
                : mime.AsSpan().IndexOf("\n\n"u8) is >= 0 and var lf ? mime[..lf]
                : [];
        }
    }

    private static MimeEntity? WithoutAttachments(MimeEntity? entity)
    {
        switch (entity)
        {
            case Multipart parts:
                for (var i = parts.Count - 1; i >= 0; i--)
                    if (WithoutAttachments(parts[i]) is null)
                        parts.RemoveAt(i);
                return parts;
            case MessagePart { Message: not null } part:
                part.Message.Body = null;
                return part;
            case TextPart { IsAttachment: false } or MessageDeliveryStatus or MessageFeedbackReport or MessageDispositionNotification:
                return entity;
            default:
                return null;
        }
    }
}
