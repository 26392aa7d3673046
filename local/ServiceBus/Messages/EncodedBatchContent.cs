using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Messages;

/// <summary>The batch of a sender: keeps each message encoded, so that its size is exact and what was added cannot change any more.</summary>
internal sealed class EncodedBatchContent(long maxSize, TimeProvider time) : BatchContent
{
    private readonly List<byte[]> _messages = [];
    private ServiceBusMessage? _first;
    private long _size;

    public override int Count => _messages.Count;

    public override long SizeInBytes => _size;

    public override long MaxSizeInBytes => maxSize;

    public override ServiceBusMessage? First => _first;

    public override IReadOnlyList<byte[]> Encode() => _messages;

    public override bool TryAdd(ServiceBusMessage message)
    {
        var encoded = MessageEncoder.ToBytes(message, time.GetUtcNow());
        var size = (_first is null ? MessageEncoder.BatchEnvelopeSize(message) : _size) + MessageEncoder.SectionSize(encoded.Length);
        if (size > maxSize) return false;

        _first ??= message;
        _size = size;
        _messages.Add(encoded);
        return true;
    }

    public override void Clear()
    {
        _messages.Clear();
        _first = null;
        _size = 0;
    }
}
