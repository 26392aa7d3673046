using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Reads messages from the bytes of a transfer.</summary>
internal static class MessageReader
{
    /// <summary>The message format by which Service Bus clients send several messages in one transfer: each is the content of a data section.</summary>
    public const uint BatchFormat = 0x80013700;

    /// <exception cref="AmqpException">The bytes are no message: <c>amqp:decode-error</c>.</exception>
    public static IReadOnlyList<BrokerMessage> Read(uint format, byte[] payload) =>
        format == BatchFormat
            ? [.. AmqpSections.Split(payload).Where(part => part.Code == AmqpSections.Data).Select(part => ReadOne(Decode<Data>(part.Section).Binary ?? []))]
            : [ReadOne(payload)];

    /// <exception cref="AmqpException">The bytes are no message: <c>amqp:decode-error</c>.</exception>
    public static BrokerMessage ReadOne(byte[] payload)
    {
        var message = new BrokerMessage();
        var body = new MemoryStream();
        foreach (var (code, section) in AmqpSections.Split(payload))
        {
            switch (code)
            {
                case AmqpSections.Header:
                    message = With(message, Decode<Header>(section));
                    break;
                case AmqpSections.DeliveryAnnotations:
                    // For this hop only (AMQP 1.0 part 3, section 3.2.2).
                    break;
                case AmqpSections.MessageAnnotations:
                    message = message with { Annotations = ToDictionary(Decode<MessageAnnotations>(section).Map) };
                    break;
                case AmqpSections.Properties:
                    message = message with { Properties = Decode<Properties>(section), PropertiesSection = section };
                    break;
                case AmqpSections.ApplicationProperties:
                    message = message with { ApplicationProperties = ToDictionary(Decode<ApplicationProperties>(section).Map) };
                    break;
                default:
                    body.Write(section.Span);
                    break;
            }
        }

        // The sender's ids may be of any type, but the limit is in characters.
        return message.MessageId is { Length: > 128 }
            ? throw new AmqpException(AmqpConditions.ArgumentError, "The message id has more than 128 characters.")
            : WithMessageId(message with { BodySections = body.ToArray() });
    }

    /// <summary>A message without id gets one, as in the service: Microsoft's JavaScript client cannot settle it otherwise.</summary>
    private static BrokerMessage WithMessageId(BrokerMessage message)
    {
        if (message.MessageId is not null)
            return message;

        var properties = message.Properties;
        properties.MessageId = Guid.NewGuid().ToString("N");
        var buffer = new ByteBuffer(128, autoGrow: true);
        properties.Encode(buffer);
        return message with { PropertiesSection = buffer.Buffer.AsMemory(buffer.Offset, buffer.Length) };
    }

    private static BrokerMessage With(BrokerMessage message, Header header) => message with
    {
        Durable = header.Durable,
        Priority = header.HasField(PriorityField) ? header.Priority : message.Priority,
        TimeToLive = header.HasField(TtlField) && header.Ttl != uint.MaxValue ? TimeSpan.FromMilliseconds(header.Ttl) : null,
    };

    private const int PriorityField = 1;
    private const int TtlField = 2;

    private static Dictionary<string, object?> ToDictionary(Map? map)
    {
        var result = new Dictionary<string, object?>();
        if (map is null)
            return result;

        foreach (var key in map.Keys)
            result[key.ToString() ?? ""] = map[key];
        return result;
    }

    private static T Decode<T>(ReadOnlyMemory<byte> section)
        where T : class
    {
        try
        {
            var bytes = section.ToArray();
            return Encoder.ReadObject(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length)) as T
                ?? throw new AmqpException(ErrorCode.DecodeError, $"The message cannot be decoded: its {typeof(T).Name} section is not one.");
        }
        catch (Exception exception) when (exception is not AmqpException)
        {
            throw new AmqpException(ErrorCode.DecodeError, $"The message cannot be decoded: {exception.Message}");
        }
    }
}
