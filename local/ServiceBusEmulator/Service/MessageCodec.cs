using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Reads messages from the bytes of a transfer, and writes stored messages as receivers get them.</summary>
internal static class MessageCodec
{
    /// <summary>The message format by which Service Bus clients send several messages in one transfer: each is the content of a data section.</summary>
    public const uint BatchFormat = 0x80013700;

    private const int PriorityField = 1;
    private const int TtlField = 2;

    /// <exception cref="AmqpException">The bytes are not a message: <c>amqp:decode-error</c>.</exception>
    public static IReadOnlyList<BrokerMessage> Read(uint format, byte[] payload) =>
        format == BatchFormat
            ? [.. Sections(payload).Select(part => part.Section).OfType<Data>().Select(data => ReadOne(data.Binary ?? []))]
            : [ReadOne(payload)];

    /// <exception cref="AmqpException">The bytes are not a message: <c>amqp:decode-error</c>.</exception>
    public static BrokerMessage ReadOne(byte[] payload)
    {
        var message = new BrokerMessage();
        var body = new MemoryStream();
        foreach (var (section, bytes) in Sections(payload))
        {
            switch (section)
            {
                case Header header:
                    message = message with
                    {
                        Durable = header.Durable,
                        Priority = header.HasField(PriorityField) ? header.Priority : message.Priority,
                        TimeToLive = header.HasField(TtlField) && header.Ttl != uint.MaxValue ? TimeSpan.FromMilliseconds(header.Ttl) : null,
                    };
                    break;
                case DeliveryAnnotations:
                    // For this hop only (AMQP 1.0 part 3, section 3.2.2).
                    break;
                case MessageAnnotations annotations:
                    message = message with { Annotations = BrokerMessage.ToDictionary(annotations.Map) };
                    break;
                case Properties properties:
                    message = message with { Properties = properties, PropertiesSection = bytes };
                    break;
                case ApplicationProperties properties:
                    message = message with { ApplicationProperties = BrokerMessage.ToDictionary(properties.Map) };
                    break;
                case Data or AmqpSequence or AmqpValue or Footer:
                    body.Write(bytes.Span);
                    break;
                default:
                    throw Broken($"'{section.GetType().Name}' is not a section of a message");
            }
        }

        // The sender's ids may be of any type, but the limit is in characters.
        return message.MessageId is { Length: > 128 }
            ? throw new AmqpException(AmqpConditions.ArgumentError, "The message id has more than 128 characters.")
            : WithMessageId(message with { BodySections = body.ToArray() });
    }

    public static byte[] Write(StoredMessage stored)
    {
        var message = stored.Message;
        var buffer = new ByteBuffer(512 + message.BodySections.Length, autoGrow: true);
        HeaderOf(stored).Encode(buffer);
        AnnotationsOf(stored).Encode(buffer);
        Append(buffer, message.PropertiesSection);
        if (message.ApplicationProperties.Count > 0)
        {
            var section = new ApplicationProperties();
            foreach (var (name, value) in message.ApplicationProperties)
                section[name] = value;
            section.Encode(buffer);
        }

        Append(buffer, message.BodySections);
        return BytesOf(buffer);
    }

    /// <summary>The sections in order, each with its bytes.</summary>
    private static IEnumerable<(RestrictedDescribed Section, ReadOnlyMemory<byte> Bytes)> Sections(byte[] message)
    {
        var buffer = new ByteBuffer(message, 0, message.Length, message.Length);
        while (buffer.Length > 0)
        {
            var start = buffer.Offset;
            var section = Decode(buffer);

            // The codec does not check the sizes of binary values.
            if (buffer.Offset <= start || buffer.Offset > message.Length)
                throw Broken("a section does not end where it should");
            yield return (section, message.AsMemory(start, buffer.Offset - start));
        }
    }

    private static RestrictedDescribed Decode(ByteBuffer buffer)
    {
        object? value;
        try
        {
            value = Encoder.ReadObject(buffer);
        }
        catch (Exception exception)
        {
            // The codec throws many kinds of exceptions for bytes that are not AMQP.
            throw Broken(exception.Message);
        }

        return value as RestrictedDescribed ?? throw Broken("a section is expected");
    }

    private static AmqpException Broken(string what) => new(ErrorCode.DecodeError, $"The message cannot be decoded: {what}.");

    /// <summary>A message without id gets one, as in the service: Microsoft's JavaScript client cannot settle it otherwise.</summary>
    private static BrokerMessage WithMessageId(BrokerMessage message)
    {
        if (message.MessageId is not null)
            return message;

        message.Properties.MessageId = Guid.NewGuid().ToString("N");
        var buffer = new ByteBuffer(128, autoGrow: true);
        message.Properties.Encode(buffer);
        return message with { PropertiesSection = BytesOf(buffer) };
    }

    private static Header HeaderOf(StoredMessage stored)
    {
        var header = new Header { Durable = stored.Message.Durable, Priority = stored.Message.Priority, DeliveryCount = (uint)stored.DeliveryCount };
        if (stored.Message.TimeToLive is { } life)
            header.Ttl = (uint)Math.Min(life.TotalMilliseconds, uint.MaxValue);
        return header;
    }

    private static MessageAnnotations AnnotationsOf(StoredMessage stored)
    {
        var annotations = new MessageAnnotations();
        foreach (var (name, value) in stored.Message.Annotations)
            annotations[new Symbol(name)] = value;

        annotations[new Symbol(AnnotationNames.SequenceNumber)] = stored.SequenceNumber;
        annotations[new Symbol(AnnotationNames.EnqueuedSequenceNumber)] = stored.SequenceNumber;
        annotations[new Symbol(AnnotationNames.EnqueuedTime)] = stored.EnqueuedAt.UtcDateTime;
        annotations[new Symbol(AnnotationNames.MessageState)] = (int)stored.State;
        if (stored.LockToken is not null)
            annotations[new Symbol(AnnotationNames.LockedUntil)] = stored.LockedUntil.UtcDateTime;
        if (stored.DeadLetterSource is { } source)
            annotations[new Symbol(AnnotationNames.DeadLetterSource)] = source;
        return annotations;
    }

    private static void Append(ByteBuffer buffer, ReadOnlyMemory<byte> section) =>
        AmqpBitConverter.WriteBytes(buffer, section.ToArray(), 0, section.Length);

    private static byte[] BytesOf(ByteBuffer buffer) => buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
}
