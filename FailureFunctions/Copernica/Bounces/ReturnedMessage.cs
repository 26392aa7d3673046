using System.Text;
using MimeKit;
using MimeKit.Text;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>The parts of a message that say what became of another one. Attachments and the returned message itself are not read.</summary>
internal sealed class ReturnedMessage
{
    // What a report says stands in its first parts; a hostile message has thousands.
    private const int MostParts = 100;
    public const int MostDepth = 30;

    /// <summary>What is read of a part, in bytes, and of all texts together, in UTF-16 code units.</summary>
    private const int MostText = 64 * 1024;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly StringBuilder _text = new();
    private MimeMessage? _embedded;

    static ReturnedMessage() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ReturnedMessage(HeaderList headers) => Headers = headers;

    public HeaderList Headers { get; }

    /// <summary>What is there for people to read, HTML without its markup.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The fields for programs (message/delivery-status); null when there is no such part.</summary>
    public string? DeliveryStatus { get; private set; }

    /// <summary>The fields for programs (message/feedback-report); null when there is no such part.</summary>
    public string? FeedbackReport { get; private set; }

    /// <summary>Whether it says that a message was displayed or deleted (RFC 8098).</summary>
    public bool IsReceipt { get; private set; }

    /// <summary>The headers of the message that is reported about; null when they are not a part of their own.</summary>
    public HeaderList? Original => _embedded?.Headers;

    /// <summary>Whether it calls itself a delivery status notification, with or without fields.</summary>
    public bool IsReport { get; private init; }

    /// <summary>The message that is reported about, if it is a message like this one; its own parts are read when asked for.</summary>
    public ReturnedMessage? Embedded => _embedded is null ? null : Of(_embedded);

    /// <exception cref="FormatException">It is not a message.</exception>
    public static ReturnedMessage Parse(byte[] mime)
    {
        // Line ends of a Mac of old: they are none to a parser.
        if (!mime.AsSpan().Contains((byte)'\n'))
        {
            mime = [.. mime];
            mime.AsSpan().Replace((byte)'\r', (byte)'\n');
        }
        var start = StartOf(mime);
        // Not closed: the message in it is read when asked for.
        var stream = new MemoryStream(mime, start, mime.Length - start);
        var options = new ParserOptions { MaxMimeDepth = MostDepth };
        // Persistent: the parts stay where they are, and are not copied.
        var message = new MimeParser(options, stream, MimeFormat.Entity, persistent: true).ParseMessage();
        var returned = Of(message);
        // Its boundary is not the one that it names: all of it is text.
        if (returned.SaysNothing && returned._embedded is null)
            returned.Text = TextOf(BodyOf(mime.AsSpan(start, Math.Min(mime.Length - start, MostText))), charset: null);
        return returned;
    }

    private static ReturnedMessage Of(MimeMessage message)
    {
        var returned = new ReturnedMessage(message.Headers)
        {
            IsReport = message.Body?.ContentType is { } type && type.IsMimeType("multipart", "report")
                && string.Equals(type.Parameters["report-type"], "delivery-status", StringComparison.OrdinalIgnoreCase),
        };
        returned.Take(message.Body);
        returned.Text = returned._text.ToString();
        return returned;
    }

    private bool SaysNothing => _text.Length == 0 && DeliveryStatus is null && FeedbackReport is null && !IsReceipt;

    // After blank lines and the separator line of a mailbox file.
    private static int StartOf(ReadOnlySpan<byte> mime)
    {
        var start = mime.IndexOfAnyExcept("\r\n \t"u8);
        if (start < 0)
            return 0;
        if (mime[start..].StartsWith("From "u8) && mime[start..].IndexOf((byte)'\n') is >= 0 and var end)
            start += end + 1;
        return start;
    }

    // What follows the header; all of it where there is none.
    private static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\n\n"u8) is >= 0 and var lf ? lf + 2 : -1;
        if (message.IndexOf("\n\r\n"u8) is >= 0 and var crlf && (end < 0 || crlf < end))
            end = crlf + 3;
        return end < 0 ? message : message[end..];
    }

    private void Take(MimeEntity? body)
    {
        var open = new Stack<MimeEntity>();
        if (body is not null)
            open.Push(body);
        for (var count = 0; count < MostParts && open.TryPop(out var entity); count++)
        {
            if (entity is Multipart multipart)
            {
                foreach (var child in multipart.Take(MostParts).Reverse())
                    open.Push(child);
            }
            else
            {
                Take(entity);
            }
        }

        void Take(MimeEntity entity)
        {
            switch (entity)
            {
                case MessagePart { Message: { } message }:
                    _embedded ??= message;
                    break;
                case MessageDispositionNotification:
                    IsReceipt = true;
                    break;
                case MimePart part when part.ContentType.IsMimeType("message", "delivery-status") || part.ContentType.IsMimeType("message", "global-delivery-status"):
                    DeliveryStatus = $"{DeliveryStatus}\n\n{TextOf(part)}";
                    break;
                case MimePart part when part.ContentType.IsMimeType("message", "feedback-report"):
                    FeedbackReport = $"{FeedbackReport}\n{TextOf(part)}";
                    break;
                case TextPart part when _text.Length == 0 || !(part.IsAttachment || part.IsHtml):
                    var text = TextOf(part);
                    if (_text.Length < MostText)
                        _text.Append(part.IsHtml ? WithoutMarkup(text) : text).Append('\n');
                    break;
            }
        }
    }

    private static string TextOf(MimePart part)
    {
        if (part.Content is null)
            return "";
        var buffer = new byte[MostText];
        using var content = part.Content.Open();
        return TextOf(buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)), part.ContentType.Charset);
    }

    // By its charset if that is known and fits, else as UTF-8 or Latin-1: what it is called is often wrong.
    private static string TextOf(ReadOnlySpan<byte> bytes, string? charset)
    {
        // The escape sequences of Japanese servers say themselves what they are.
        if (bytes.IndexOf("\x1b$"u8) >= 0)
            charset = "iso-2022-jp";
        try
        {
            if (charset is not null && Encoding.GetEncoding(charset) is { } encoding and not (UTF8Encoding or ASCIIEncoding))
                return encoding.GetString(bytes);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // No charset that is known.
        }
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static string WithoutMarkup(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html));
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data:
                    text.Append(data.Data);
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.TD or HtmlTagId.LI or HtmlTagId.Pre or HtmlTagId.HR }:
                    text.Append('\n');
                    break;
            }
        }
        return text.ToString();
    }
}
