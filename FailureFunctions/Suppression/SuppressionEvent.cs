using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;

namespace FailureFunctions.Suppression;

/// <summary>
/// The announcement that an address gets no mail any longer, or gets mail again: a CloudEvent in binary mode, its names and its body. A
/// contract: docs/messages.md, docs/email.address.suppressed.v1.schema.json, docs/email.address.released.v1.schema.json.
/// </summary>
internal static class SuppressionEvent
{
    public const string Topic = "email-suppressions";

    public const string Suppressed = "email.address.suppressed.v1";
    public const string Released = "email.address.released.v1";

    public const string Source = "/failurefunctions/suppressions";

    private const string ContentType = "application/json";
    private const string CloudEvents = "cloudEvents_";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The CloudEvents type. Within a version, members are only ever added.</summary>
    public static string TypeOf(SuppressionEntry entry) => entry.State.Status is SuppressionStatus.Suppressed ? Suppressed : Released;

    /// <summary>The <c>$id</c> of the JSON schema.</summary>
    public static string SchemaOf(string type) => $"urn:failurefunctions:schema:{type}";

    /// <summary>
    /// 32 hexadecimal digits of a hash of recipient and version: the same for every repeat. With the start, since an address that was
    /// erased begins with version 1 again.
    /// </summary>
    public static string IdOf(SuppressionEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{entry.Version} {entry.State.Since?.UtcTicks ?? 0} {entry.Key.Value}"))).AsSpan(0, 16));

    public static ServiceBusMessage MessageOf(SuppressionEntry entry)
    {
        var type = TypeOf(entry);
        var message = new ServiceBusMessage(BodyOf(entry)) { MessageId = IdOf(entry), Subject = type[..type.LastIndexOf('.')], ContentType = ContentType };
        var properties = message.ApplicationProperties;
        properties[CloudEvents + "specversion"] = "1.0";
        properties[CloudEvents + "type"] = type;
        properties[CloudEvents + "source"] = Source;
        properties[CloudEvents + "id"] = message.MessageId;
        properties[CloudEvents + "time"] = entry.UpdatedAt!.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        properties[CloudEvents + "dataschema"] = SchemaOf(type);
        properties["state"] = SuppressionNames.Of(entry.State.Status);
        if (entry.State.Reason is { } reason)
            properties["reason"] = ClassificationNames.Of(reason);
        if (entry.State.Origin is { } origin)
            properties["origin"] = SuppressionNames.Of(origin);
        if (entry.Key.Domain is { } domain)
            properties["recipientDomain"] = domain;
        return message;
    }

    private static ReadOnlyMemory<byte> BodyOf(SuppressionEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("recipient"u8, entry.Recipient);
            writer.WriteString("recipientKey"u8, entry.Key.Value);
            writer.WriteNumber("version"u8, entry.Version);
            writer.WriteString("updatedAt"u8, entry.UpdatedAt!.Value.UtcDateTime);
            writer.WriteString("state"u8, SuppressionNames.Of(entry.State.Status));
            if (entry.State.Since is { } since)
                writer.WriteString("since"u8, since.UtcDateTime);
            if (entry.State.Until is { } until)
                writer.WriteString("until"u8, until.UtcDateTime);
            if (entry.State.Reason is { } reason)
                writer.WriteString("reason"u8, ClassificationNames.Of(reason));
            if (entry.State.Origin is { } origin)
                writer.WriteString("origin"u8, SuppressionNames.Of(origin));
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}

/// <summary>Announces on the topic <see cref="SuppressionEvent.Topic"/>.</summary>
internal sealed class SuppressionPublisher(ServiceBusClient client) : ISuppressionPublisher, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(SuppressionEvent.Topic);

    public async Task PublishAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken)
    {
        var left = new Queue<ServiceBusMessage>(entries.Select(SuppressionEvent.MessageOf));
        while (left.Count > 0)
        {
            using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
            while (left.TryPeek(out var message) && batch.TryAddMessage(message))
                left.Dequeue();
            // An address has at most 2,048 characters.
            if (batch.Count == 0)
                throw new ServiceBusException("A message is too large.", ServiceBusFailureReason.MessageSizeExceeded);
            await _sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
