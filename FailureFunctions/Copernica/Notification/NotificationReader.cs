using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads the body of a call into a <see cref="FailureNotification"/>: exact where Copernica documents its fields,
/// tolerant where it does not. Nothing in a body makes it throw.
/// </summary>
/// <param name="time">Tells how far ahead a reported time may lie.</param>
internal sealed class NotificationReader(TimeProvider time)
{
    /// <summary>Reads a body.</summary>
    /// <param name="format">How it is written.</param>
    /// <param name="body">The body as it was sent.</param>
    /// <returns>The notification, or why there is none.</returns>
    public ReadResult Read(NotificationFormat format, ReadOnlySpan<byte> body)
    {
        var fields = new FieldSet();
        if (format == NotificationFormat.Form)
            FormParser.Parse(body, fields);
        else if (JsonParser.Parse(body, fields) is { } fault)
            return Refuse(new FieldError("body", fault));

        if (fields.Overflowed)
            return Refuse(new FieldError("body", $"has more than {FieldLimits.Fields} fields"));
        if (fields[KnownField.Type]?.Trim() is { Length: > 0 } type && !type.Equals("failure", StringComparison.OrdinalIgnoreCase))
            return new ReadResult.OtherType(FieldLimits.Cut(type, FieldLimits.ShortText));
        return Interpret(fields);
    }

    private ReadResult Interpret(FieldSet fields)
    {
        var recipient = fields[KnownField.Recipient] ?? "";
        var address = FieldValues.Address(recipient);
        var id = fields[KnownField.Id]?.Trim() ?? "";

        List<FieldError> errors = [];
        if (id.Length == 0)
            errors.Add(new("id", "is required: the id of the message"));
        if (address.Length == 0)
            errors.Add(new("recipient", "is required: the address that the message was sent to"));
        if (errors.Count > 0)
            return new ReadResult.Unreadable(errors);

        if (address.Length != recipient.Length)
            fields.Extra.Add("recipient", recipient);
        return new ReadResult.Read(new FailureNotification
        {
            MessageId = FieldLimits.CutIdentity(id, FieldLimits.ShortText),
            Recipient = FieldLimits.CutIdentity(address, FieldLimits.Recipient),
            ReportedAt = ReportedTime.Of(fields, time.GetUtcNow()),
            Timestamp = Short(fields, KnownField.Timestamp),
            Action = Short(fields, KnownField.Action),
            Reply = ReplyOf(fields),
            Tags = TagsOf(fields),
            Profile = Short(fields, KnownField.Profile),
            Mailing = Short(fields, KnownField.Mailing),
            Extra = fields.Extra.ToJson(),
        });
    }

    private static DeliveryReply ReplyOf(FieldSet fields) => new()
    {
        State = Short(fields, KnownField.State)?.ToLowerInvariant(),
        Code = FieldValues.Code(fields),
        Extended = FieldValues.Extended(fields),
        Description = fields[KnownField.Description] is { Length: > 0 } text ? FieldLimits.Cut(text, FieldLimits.Description) : null,
    };

    private static IReadOnlyList<string> TagsOf(FieldSet fields)
    {
        fields.Extra.AddDropped(fields.Tags.Dropped);
        return fields.Tags.Tags;
    }

    private static string? Short(FieldSet fields, KnownField field) =>
        fields[field]?.Trim() is { Length: > 0 } text ? FieldLimits.Cut(text, FieldLimits.ShortText) : null;

    private static ReadResult.Unreadable Refuse(FieldError error) => new([error]);
}
