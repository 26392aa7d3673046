using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Recording;

/// <summary>
/// The published event: its names, and its body in JSON (camelCase, absent values left out). A contract:
/// docs/messages.md, docs/email.delivery.failed.v1.schema.json.
/// </summary>
internal static class FailureEvent
{
    public const string Topic = "email-failures";

    /// <summary>The same in every version.</summary>
    public const string Subject = "email.delivery.failed";

    /// <summary>The CloudEvents type. Within a version, members are only ever added.</summary>
    public const string Type = "email.delivery.failed.v1";

    /// <summary>The <c>$id</c> of the JSON schema.</summary>
    public const string DataSchema = "urn:failurefunctions:schema:email.delivery.failed.v1";

    public const string ContentType = "application/json";

    /// <summary>
    /// The longest body, in bytes. Service Bus Standard accepts messages of 256 KB, properties included
    /// (learn.microsoft.com, "Service Bus quotas").
    /// </summary>
    public const int LongestBody = 192 * 1024;

    // The table keeps the whole description of a failure whose body would be too long.
    private const int ShortenedDescription = 4_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The CloudEvents source, a URI reference such as <c>/copernica/account_1234</c>.</summary>
    public static string SourceOf(string account) => $"/copernica/{account}";

    /// <summary>UTF-8. Where it would exceed <see cref="LongestBody"/>, <c>extra</c> is left out and the description cut.</summary>
    public static ReadOnlyMemory<byte> BodyOf(Failure failure)
    {
        var body = Write(failure, failure.Reply.Description, failure.Extra);
        return body.Length <= LongestBody
            ? body
            : Write(failure, failure.Reply.Description is { } text ? FieldLimits.Cut(text, ShortenedDescription) : null, extra: null);
    }

    private static ReadOnlyMemory<byte> Write(Failure failure, string? description, string? extra)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("eventId"u8, failure.EventId.Value);
            writer.WriteString("recipient"u8, failure.Recipient);
            writer.WriteString("recipientKey"u8, failure.RecipientKey.Value);
            writer.WriteString("kind"u8, FailureKinds.NameOf(failure.Kind));
            writer.WriteString("occurredAt"u8, failure.OccurredAt.UtcDateTime);
            writer.WriteString("receivedAt"u8, failure.ReceivedAt.UtcDateTime);
            WriteMail(writer, failure);
            if (failure.Kind is FailureKind.Complaint)
            {
                WriteIfPresent(writer, "feedbackType"u8, description);
            }
            else
            {
                if (failure.Source is not NotificationType.Failure)
                    writer.WriteString("source"u8, NotificationTypes.NameOf(failure.Source));
                WriteIfPresent(writer, "finalRecipient"u8, failure.FinalRecipient);
                WriteReply(writer, failure, description);
                WriteClassification(writer, failure.Classification);
            }
            writer.WriteString("account"u8, failure.Account);
            if (extra is not null)
            {
                writer.WritePropertyName("extra"u8);
                writer.WriteRawValue(extra);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteMail(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject("mail"u8);
        writer.WriteString("id"u8, failure.MessageId);
        writer.WriteStartArray("tags"u8);
        foreach (var tag in failure.Tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
        WriteIfPresent(writer, "profile"u8, failure.Profile);
        WriteIfPresent(writer, "mailing"u8, failure.Mailing);
        writer.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter writer, Failure failure, string? description)
    {
        writer.WriteStartObject("reply"u8);
        WriteIfPresent(writer, "action"u8, failure.Action);
        WriteIfPresent(writer, "state"u8, failure.Reply.State);
        if (failure.Reply.Code is { } code)
            writer.WriteNumber("code"u8, code.Value);
        WriteIfPresent(writer, "extended"u8, failure.Reply.Extended?.ToString());
        WriteIfPresent(writer, "description"u8, description);
        writer.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter writer, ReplyClassification classification)
    {
        writer.WriteStartObject("classification"u8);
        writer.WriteString("reason"u8, ClassificationNames.Of(classification.Reason));
        writer.WriteString("severity"u8, ClassificationNames.Of(classification.Severity));
        writer.WriteString("advice"u8, ClassificationNames.Of(classification.Advice));
        writer.WriteString("rule"u8, classification.Rule);
        writer.WriteString("confidence"u8, ClassificationNames.Of(classification.Confidence));
        writer.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}

/// <summary>The event of a complaint, on the same topic: the names in which it differs. docs/email.complaint.received.v1.schema.json.</summary>
internal static class ComplaintEvent
{
    public const string Subject = "email.complaint.received";
    public const string Type = "email.complaint.received.v1";
    public const string DataSchema = "urn:failurefunctions:schema:email.complaint.received.v1";
}
