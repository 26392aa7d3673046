using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Writes stored messages as receivers get them.</summary>
internal static class MessageWriter
{
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
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
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
}
