using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>What a message says about itself, by the names that the host gives.</summary>
internal static class MessageBindingData
{
    private static readonly FrozenDictionary<string, Func<ServiceBusReceivedMessage, object?>> Values =
        new Dictionary<string, Func<ServiceBusReceivedMessage, object?>>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageId"] = message => message.MessageId,
            ["CorrelationId"] = message => message.CorrelationId,
            ["Subject"] = message => message.Subject,
            ["Label"] = message => message.Subject,
            ["ContentType"] = message => message.ContentType,
            ["To"] = message => message.To,
            ["ReplyTo"] = message => message.ReplyTo,
            ["SessionId"] = message => message.SessionId,
            ["ReplyToSessionId"] = message => message.ReplyToSessionId,
            ["PartitionKey"] = message => message.PartitionKey,
            ["TransactionPartitionKey"] = message => message.TransactionPartitionKey,
            ["DeliveryCount"] = message => message.DeliveryCount,
            ["SequenceNumber"] = message => message.SequenceNumber,
            ["EnqueuedSequenceNumber"] = message => message.EnqueuedSequenceNumber,
            ["EnqueuedTime"] = message => message.EnqueuedTime.ToString("O", CultureInfo.InvariantCulture),
            ["EnqueuedTimeUtc"] = message => message.EnqueuedTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["ExpiresAt"] = message => message.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
            ["ExpiresAtUtc"] = message => message.ExpiresAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["LockToken"] = message => message.LockToken,
            ["DeadLetterSource"] = message => message.DeadLetterSource,
            ["ApplicationProperties"] = message => JsonSerializer.Serialize(message.ApplicationProperties),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool Has(string name) => Values.ContainsKey(name);

    public static Dictionary<string, object?> Of(ServiceBusReceivedMessage message) => Values.ToDictionary(
        value => value.Key,
        value => (object?)Convert.ToString(value.Value(message), CultureInfo.InvariantCulture),
        StringComparer.OrdinalIgnoreCase);
}
