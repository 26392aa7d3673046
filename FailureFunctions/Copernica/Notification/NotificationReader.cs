using System.Globalization;
using System.Text;
using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads the body of a call: strict where Copernica documents its fields, lenient where it does not. A function of the
/// bytes only, because the event id is made of what is read here. No body makes it throw.
/// </summary>
internal static class NotificationReader
{
    public static ReadResult Read(ReadOnlySpan<byte> body)
    {
        var fields = new FieldSet();
        if (NotificationFormat.Parse(body, fields) is { } fault)
            return new ReadResult.Unreadable([new FieldError("body", fault)]);
        if (fields.Overflowed)
            return new ReadResult.Unreadable([new FieldError("body", $"has more than {FieldLimits.Fields} fields")]);
        if (NotificationTypes.Of(fields.Text("type")) is not { } type)
            return new ReadResult.OtherType();

        // Failures are sent without a message: what has one is of another type, which is not said.
        if (fields.Mime is { Length: > 0 } && fields.Text("type") is null)
            return new ReadResult.Unreadable([new FieldError("type", "is required beside mime: 'bounce' or 'abuse'")]);

        var id = fields.Text("id");
        var recipient = FailureNotification.RecipientOf(fields.Raw("recipient"));
        List<FieldError> errors = [];
        if (id is null)
            errors.Add(new("id", "is required: the id of the message"));
        if (recipient.Length == 0 && type is not NotificationType.Abuse)
            errors.Add(new("recipient", "is required: the address that the message was sent to"));
        if (fields.Mime is not { Length: > 0 } && type is not NotificationType.Failure)
            errors.Add(new("mime", "is required: the message that came back"));
        if (id is null || errors.Count > 0)
            return new ReadResult.Unreadable(errors);
        if (type is NotificationType.Failure)
        {
            if (fields.Mime is { } mime)
                fields.Extra.Add("mime", Encoding.UTF8.GetString(mime));
            return new ReadResult.Read(NotificationOf(fields, id, recipient));
        }
        return new ReadResult.Returned(type, NotificationOf(fields, id, recipient), fields.Mime!);
    }

    internal static FailureNotification NotificationOf(FieldSet fields, string id, string recipient)
    {
        if (recipient != fields.Raw("recipient"))
            fields.Extra.Add("recipient", fields.Raw("recipient"));
        return new FailureNotification
        {
            MessageId = FieldLimits.CutIdentity(id, FieldLimits.ShortText),
            Recipient = recipient,
            ReportedAt = Usable(fields, "time", ReportedTime.OfUnixTime) ?? ReportedTime.OfTimestamp(fields.Text("timestamp")),
            Timestamp = Short(fields, "timestamp"),
            Action = Short(fields, "action"),
            Reply = new DeliveryReply
            {
                State = Short(fields, "state")?.ToLowerInvariant(),
                // Copernica sends "0" or nothing where there was no reply.
                Code = Usable(fields, "code", text => ReplyCode.TryParse(text, out var code) ? code : (ReplyCode?)null),
                Extended = Usable(fields, "extended", text => EnhancedStatusCode.TryParse(text, out var code) ? code : (EnhancedStatusCode?)null),
                Description = fields.Raw("description") is { Length: > 0 } text ? FieldLimits.Cut(text, FieldLimits.Description) : null,
            },
            Tags = fields.Tags,
            Profile = Short(fields, "profile"),
            Mailing = Short(fields, "mailing"),
            Extra = fields.Extra.ToJson(), // Last: the lines above add values that they cannot use.
        };
    }

    // A value that cannot be used is kept among the extra fields.
    private static T? Usable<T>(FieldSet fields, string name, Func<string, T?> parse)
        where T : struct
    {
        if (fields.Text(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            fields.Extra.Add(name, text);
        return value;
    }

    private static string? Short(FieldSet fields, string name) =>
        fields.Text(name) is { } text ? FieldLimits.Cut(text, FieldLimits.ShortText) : null;
}

/// <summary>
/// When a failure happened, according to the notification: <c>time</c> (Unix), else <c>timestamp</c> taken as UTC. The
/// bounds are fixed: event id and RowKey are made of it, and the same bytes must give the same at any hour
/// (docs/decisions/0002).
/// </summary>
internal static class ReportedTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // With or without a time zone.
    private static readonly string[] TimestampFormats = ["yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static DateTimeOffset? OfUnixTime(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= Earliest.ToUnixTimeSeconds()
            && seconds < End.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    public static DateTimeOffset? Usable(DateTimeOffset? moment) => moment >= Earliest && moment < End ? moment : null;

    public static DateTimeOffset? OfTimestamp(string? text) =>
        DateTimeOffset.TryParseExact(
                text, TimestampFormats, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            && moment >= Earliest
            && moment < End
            ? moment
            : null;
}

internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    public sealed record Read(FailureNotification Notification) : ReadResult;

    /// <summary>A message that came back: a bounce, or a complaint.</summary>
    /// <param name="Type"><see cref="NotificationType.Bounce"/> or <see cref="NotificationType.Abuse"/>.</param>
    /// <param name="Notification">What stands beside the message. The recipient of a complaint is empty: it is in the message.</param>
    /// <param name="Mime">The whole message.</param>
    public sealed record Returned(NotificationType Type, FailureNotification Notification, byte[] Mime) : ReadResult;

    /// <summary>A notification of another type, such as <c>open</c>.</summary>
    public sealed record OtherType : ReadResult;

    /// <summary>The body cannot be read, or required fields are missing: one error per field, at least one.</summary>
    public sealed record Unreadable(IReadOnlyList<FieldError> Errors) : ReadResult;
}

/// <summary>What to fix in a field, or in the <c>body</c> as a whole. Never contains the value, which may be personal data.</summary>
internal sealed record FieldError(string Field, string Message);
