namespace Azure.Messaging.ServiceBus.Messages;

/// <summary>What a batch holds and how it measures itself.</summary>
internal abstract class BatchContent
{
    public abstract int Count { get; }

    public abstract long SizeInBytes { get; }

    public abstract long MaxSizeInBytes { get; }

    /// <summary>The first message: its id, session and partition key stand for the whole batch.</summary>
    public abstract ServiceBusMessage? First { get; }

    /// <summary>The messages, each encoded whole.</summary>
    public abstract IReadOnlyList<byte[]> Encode();

    public abstract bool TryAdd(ServiceBusMessage message);

    public abstract void Clear();
}
