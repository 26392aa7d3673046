using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>The message properties that filters can name with <c>sys.</c>, and how to read each.</summary>
internal static class SystemProperties
{
    private static readonly Dictionary<string, Func<BrokerMessage, object?>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message => message.MessageId,
        ["CorrelationId"] = message => AmqpText.Of(message.Properties.GetCorrelationId()),
        ["To"] = message => message.Properties.To,
        ["ReplyTo"] = message => message.Properties.ReplyTo,
        ["Label"] = message => message.Properties.Subject,
        ["Subject"] = message => message.Properties.Subject,
        ["SessionId"] = message => message.Properties.GroupId,
        ["ReplyToSessionId"] = message => message.Properties.ReplyToGroupId,
        ["ContentType"] = message => (string?)message.Properties.ContentType,
        ["PartitionKey"] = message => message.Annotations.GetValueOrDefault(AnnotationNames.PartitionKey),
        ["TimeToLive"] = message => message.TimeToLive,
    };

    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>How to read the property; null when there is none of that name.</summary>
    public static Func<BrokerMessage, object?>? Find(string name) => Readers.GetValueOrDefault(name);
}
