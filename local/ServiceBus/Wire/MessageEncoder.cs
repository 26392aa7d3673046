using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// Messages to AMQP: the body as one data section, the broker's own properties as annotations
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#messages).
/// </summary>
internal static class MessageEncoder
{
    private const uint BatchFormat = 0x80013700;
    private const int ShortSection = byte.MaxValue;

    // 00 53 75, then a0 and one byte of length, or b0 and four (AMQP 1.0, 3.2.6 and 1.6.19).
    private const int ShortSectionHeader = 5;
    private const int LongSectionHeader = 8;

    public static Message ToAmqp(ServiceBusMessage message, DateTimeOffset now)
    {
        var amqp = new Message
        {
            Properties = ToProperties(message),
            MessageAnnotations = ToAnnotations(message),
            BodySection = new Data { Binary = message.Body.ToArray() },
        };
        SetTimeToLive(amqp, message.TimeToLive, now);
        if (message.ApplicationProperties.Count > 0)
        {
            amqp.ApplicationProperties = new ApplicationProperties();
            foreach (var (name, value) in message.ApplicationProperties)
            {
                amqp.ApplicationProperties[name] = AmqpValues.ToAmqp(name, value);
            }
        }

        return amqp;
    }

    public static byte[] ToBytes(ServiceBusMessage message, DateTimeOffset now) => ToBytes(ToAmqp(message, now));

    public static byte[] ToBytes(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    /// <summary>One AMQP message that carries many, each in a data section of its own.</summary>
    public static Message ToBatch(IReadOnlyList<byte[]> messages, ServiceBusMessage first)
    {
        var sections = new DataList();
        foreach (var message in messages) sections.Add(new Data { Binary = message });
        var batch = Envelope(first);
        batch.BodySection = sections;
        return batch;
    }

    /// <summary>The bytes that a batch takes before its messages.</summary>
    public static long BatchEnvelopeSize(ServiceBusMessage first) => ToBytes(ToBatch([[]], first)).Length - SectionSize(0);

    /// <summary>The bytes that a data section of this length takes.</summary>
    public static long SectionSize(int length) => length + (length <= ShortSection ? ShortSectionHeader : LongSectionHeader);

    // The broker picks the session and partition of the whole batch by its first message.
    private static Message Envelope(ServiceBusMessage first)
    {
        var envelope = new Message { Format = BatchFormat, Properties = new Properties() };
        if (first.MessageId is not null) envelope.Properties.MessageId = first.MessageId;
        if (first.SessionId is not null) envelope.Properties.GroupId = first.SessionId;
        var annotations = new MessageAnnotations();
        SetAnnotation(annotations, Annotation.PartitionKey, first.PartitionKey);
        SetAnnotation(annotations, Annotation.ViaPartitionKey, first.TransactionPartitionKey);
        if (annotations.Map.Count > 0) envelope.MessageAnnotations = annotations;
        return envelope;
    }

    private static Properties ToProperties(ServiceBusMessage message)
    {
        var properties = new Properties();
        if (message.MessageId is not null) properties.MessageId = message.MessageId;
        if (message.CorrelationId is not null) properties.CorrelationId = message.CorrelationId;
        if (message.ContentType is not null) properties.ContentType = message.ContentType;
        if (message.Subject is not null) properties.Subject = message.Subject;
        if (message.To is not null) properties.To = message.To;
        if (message.ReplyTo is not null) properties.ReplyTo = message.ReplyTo;
        if (message.SessionId is not null) properties.GroupId = message.SessionId;
        if (message.ReplyToSessionId is not null) properties.ReplyToGroupId = message.ReplyToSessionId;
        return properties;
    }

    private static MessageAnnotations? ToAnnotations(ServiceBusMessage message)
    {
        var annotations = new MessageAnnotations();
        SetAnnotation(annotations, Annotation.PartitionKey, message.PartitionKey);
        SetAnnotation(annotations, Annotation.ViaPartitionKey, message.TransactionPartitionKey);
        if (message.ScheduledEnqueueTime > DateTimeOffset.MinValue)
        {
            SetAnnotation(annotations, Annotation.ScheduledEnqueueTime, message.ScheduledEnqueueTime.UtcDateTime);
        }

        return annotations.Map.Count > 0 ? annotations : null;
    }

    private static void SetAnnotation(MessageAnnotations annotations, string name, object? value)
    {
        if (value is not null) annotations[new Symbol(name)] = value;
    }

    private static void SetTimeToLive(Message message, TimeSpan timeToLive, DateTimeOffset now)
    {
        if (timeToLive == TimeSpan.MaxValue) return;

        // The header holds at most 49 days; the expiry time says the rest.
        message.Header = new Header { Ttl = (uint)Math.Min(timeToLive.TotalMilliseconds, uint.MaxValue) };
        message.Properties.CreationTime = now.UtcDateTime;
        message.Properties.AbsoluteExpiryTime = timeToLive < DateTimeOffset.MaxValue - now ? (now + timeToLive).UtcDateTime : DateTime.MaxValue;
    }
}
