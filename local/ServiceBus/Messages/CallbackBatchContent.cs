using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Messages;

/// <summary>The batch of the model factory: a test decides what fits.</summary>
internal sealed class CallbackBatchContent(long size, IList<ServiceBusMessage> store, long maxSize, Func<ServiceBusMessage, bool> fits) : BatchContent
{
    public override int Count => store.Count;

    public override long SizeInBytes => size;

    public override long MaxSizeInBytes => maxSize;

    public override ServiceBusMessage? First => store.Count > 0 ? store[0] : null;

    public override IReadOnlyList<byte[]> Encode() => [.. store.Select(message => MessageEncoder.ToBytes(message, DateTimeOffset.UtcNow))];

    public override bool TryAdd(ServiceBusMessage message)
    {
        if (!fits(message)) return false;
        store.Add(message);
        return true;
    }

    public override void Clear() => store.Clear();
}
