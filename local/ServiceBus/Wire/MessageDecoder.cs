using System.Collections.ObjectModel;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Received messages from AMQP.</summary>
internal static class MessageDecoder
{
    /// <summary>A message that came over a link.</summary>
    public static ServiceBusReceivedMessage FromDelivery(Message message, ReceiverLink link)
        => Decode(message, LockTokenOf(message.DeliveryTag), countsThisDelivery: true, link);

    /// <summary>A message within an answer of <c>$management</c>.</summary>
    /// <param name="encoded">The encoded message.</param>
    /// <param name="lockToken">Its lock; <see langword="null"/> for one that was only looked at.</param>
    public static ServiceBusReceivedMessage FromManagement(byte[] encoded, Guid? lockToken)
        => Decode(
            Message.Decode(new ByteBuffer(encoded, 0, encoded.Length, encoded.Length)),
            lockToken ?? Guid.Empty,
            countsThisDelivery: lockToken is not null,
            link: null);

    // Service Bus uses the lock token as the delivery tag, in the byte order of .NET.
    private static Guid LockTokenOf(byte[]? tag) => tag is { Length: 16 } ? new Guid(tag) : Guid.Empty;

    private static ServiceBusReceivedMessage Decode(Message message, Guid lockToken, bool countsThisDelivery, ReceiverLink? link)
    {
        var properties = message.Properties;
        var annotations = message.MessageAnnotations;
        return new ServiceBusReceivedMessage
        {
            Body = DecodeBody(message.BodySection)!,
            MessageId = properties?.GetMessageId()?.ToString(),
            CorrelationId = properties?.GetCorrelationId()?.ToString(),
            ContentType = properties?.ContentType is { } contentType ? (string)contentType : null,
            Subject = properties?.Subject,
            To = properties?.To,
            ReplyTo = properties?.ReplyTo,
            SessionId = properties?.GroupId,
            ReplyToSessionId = properties?.ReplyToGroupId,
            PartitionKey = Read<string>(annotations, Annotation.PartitionKey),
            TransactionPartitionKey = Read<string>(annotations, Annotation.ViaPartitionKey),
            TimeToLive = DecodeTimeToLive(message),
            ScheduledEnqueueTime = ReadTime(annotations, Annotation.ScheduledEnqueueTime),
            EnqueuedTime = ReadTime(annotations, Annotation.EnqueuedTime),
            LockedUntil = ReadTime(annotations, Annotation.LockedUntil),
            SequenceNumber = Read<long>(annotations, Annotation.SequenceNumber),
            EnqueuedSequenceNumber = Read<long>(annotations, Annotation.EnqueuedSequenceNumber),
            DeadLetterSource = Read<string>(annotations, Annotation.DeadLetterSource),
            State = ReadState(annotations),
            DeliveryCount = (int)(message.Header?.DeliveryCount ?? 0) + (countsThisDelivery ? 1 : 0),
            ApplicationProperties = DecodeApplicationProperties(message.ApplicationProperties),
            LockTokenGuid = lockToken,
            Delivery = link is null ? null : message,
            DeliveryLink = link,
        };
    }

    private static BinaryData? DecodeBody(RestrictedDescribed? body) => body switch
    {
        null => BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty),
        Data data => BinaryData.FromBytes(data.Binary),
        DataList list => BinaryData.FromBytes(Enumerable.Range(0, list.Count).SelectMany(index => list[index].Binary).ToArray()),
        _ => null,
    };

    private static TimeSpan DecodeTimeToLive(Message message)
    {
        if (message.Header is not { Ttl: > 0 and var milliseconds }) return TimeSpan.MaxValue;

        var header = TimeSpan.FromMilliseconds(milliseconds);
        var properties = message.Properties;
        if (properties is null || properties.CreationTime == default || properties.AbsoluteExpiryTime == default) return header;
        var whole = properties.AbsoluteExpiryTime - properties.CreationTime;
        return whole > header ? whole : header;
    }

    private static ReadOnlyDictionary<string, object> DecodeApplicationProperties(ApplicationProperties? properties)
    {
        var decoded = new Dictionary<string, object>();
        if (properties is not null)
        {
            foreach (var (name, value) in properties.Map)
            {
                decoded[name.ToString()!] = AmqpValues.ToNet(value)!;
            }
        }

        return new ReadOnlyDictionary<string, object>(decoded);
    }

    private static T? Read<T>(MessageAnnotations? annotations, string name) => annotations?[new Symbol(name)] is T value ? value : default;

    private static DateTimeOffset ReadTime(MessageAnnotations? annotations, string name)
        => annotations?[new Symbol(name)] is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : default;

    private static ServiceBusMessageState ReadState(MessageAnnotations? annotations) => annotations?[new Symbol(Annotation.MessageState)] switch
    {
        int state => (ServiceBusMessageState)state,
        long state => (ServiceBusMessageState)state,
        _ => ServiceBusMessageState.Active,
    };
}
