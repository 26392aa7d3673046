using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads the body of a call: strict where Copernica documents its fields, lenient where it does not. A function of the
/// bytes only, because the event id is made of what is read here. No body makes it throw.
/// </summary>
internal static class NotificationReader
{
    public static ReadResult Read(NotificationFormat format, ReadOnlySpan<byte> body)
    {
        var fields = new FieldSet();
        if (NotificationFormats.Parse(format, body, fields) is { } fault)
            return new ReadResult.Unreadable([new FieldError("body", fault)]);
        if (fields.Overflowed)
            return new ReadResult.Unreadable([new FieldError("body", $"has more than {FieldLimits.Fields} fields")]);
        if (fields.Text("type") is { } type && !type.Equals("failure", StringComparison.OrdinalIgnoreCase))
            return new ReadResult.OtherType(FieldLimits.Cut(type, FieldLimits.ShortText));

        var id = fields.Text("id");
        var recipient = FailureNotification.RecipientOf(fields.Raw("recipient"));
        List<FieldError> errors = [];
        if (id is null)
            errors.Add(new("id", "is required: the id of the message"));
        if (recipient.Length == 0)
            errors.Add(new("recipient", "is required: the address that the message was sent to"));
        return id is null || recipient.Length == 0
            ? new ReadResult.Unreadable(errors)
            : new ReadResult.Read(NotificationOf(fields, id, recipient));
    }

    private static FailureNotification NotificationOf(FieldSet fields, string id, string recipient)
    {
        if (recipient != fields.Raw("recipient"))
            fields.Extra.Add("recipient", fields.Raw("recipient"));
        return new FailureNotification
        {
            MessageId = FieldLimits.CutIdentity(id, FieldLimits.ShortText),
            Recipient = recipient,
            ReportedAt = ReportedTime.Of(fields),
            Timestamp = Short(fields, "timestamp"),
            Action = Short(fields, "action"),
            Reply = new DeliveryReply
            {
                State = Short(fields, "state")?.ToLowerInvariant(),
                Code = CodeOf(fields),
                Extended = ExtendedOf(fields),
                Description = fields.Raw("description") is { Length: > 0 } text ? FieldLimits.Cut(text, FieldLimits.Description) : null,
            },
            Tags = fields.Tags,
            Profile = Short(fields, "profile"),
            Mailing = Short(fields, "mailing"),
            Extra = fields.Extra.ToJson(), // Last: the lines above add values that they cannot use.
        };
    }

    // Copernica sends "0" or nothing where there was no reply.
    private static ReplyCode? CodeOf(FieldSet fields)
    {
        if (fields.Text("code") is not { } text)
            return null;
        if (ReplyCode.TryParse(text, out var code))
            return code;
        fields.Extra.Add("code", text);
        return null;
    }

    private static EnhancedStatusCode? ExtendedOf(FieldSet fields)
    {
        if (fields.Text("extended") is not { } text)
            return null;
        if (EnhancedStatusCode.TryParse(text, out var code))
            return code;
        fields.Extra.Add("extended", text);
        return null;
    }

    private static string? Short(FieldSet fields, string name) =>
        fields.Text(name) is { } text ? FieldLimits.Cut(text, FieldLimits.ShortText) : null;
}
