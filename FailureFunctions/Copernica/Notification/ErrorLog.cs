using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads lines of Copernica's log <c>cdm-error</c>, which has what the webhook for failures reports: id, time, type, status,
/// description, code, email, tags, senderdomain, profile, subprofile, template. Neither action nor state, and an enhanced code only
/// where <c>status</c> is one (the field's values are not documented). No line makes it throw.
/// </summary>
internal static class ErrorLog
{
    /// <param name="line">A JSON object.</param>
    /// <returns>What it says; null with what is wrong, by field.</returns>
    public static (FailureNotification? Notification, IReadOnlyList<FieldError> Errors) Read(ReadOnlySpan<byte> line)
    {
        var fields = new FieldSet();
        if (NotificationFormat.ParseJson(line, fields, NameOf) is { } fault)
            return (null, [new FieldError("line", fault)]);
        if (fields.Overflowed)
            return (null, [new FieldError("line", $"has more than {FieldLimits.Fields} fields")]);
        var notification = NotificationReader.NotificationOf(fields, fields.Text("id") ?? "", FailureNotification.RecipientOf(fields.Raw("recipient")));
        List<FieldError> errors = [];
        if (notification.MessageId.Length == 0)
            errors.Add(new("id", "is required: the id of the message"));
        if (notification.Recipient.Length == 0)
            errors.Add(new("email", "is required: the address that the message was sent to"));
        if (notification.ReportedAt is null)
            errors.Add(new("time", "is required: when it happened, in UTC, such as 2026-11-26 10:00:00"));
        return errors.Count > 0 ? (null, errors) : (notification, []);
    }

    // The name of a notification's field. A type is one of errors here, not of webhooks.
    private static string NameOf(string name, string value) => name switch
    {
        "email" => "recipient",
        "time" when ReportedTime.OfUnixTime(value) is null => "timestamp",
        "status" when EnhancedStatusCode.TryParse(value, out _) => "extended",
        "type" => "errortype",
        _ => name,
    };
}
