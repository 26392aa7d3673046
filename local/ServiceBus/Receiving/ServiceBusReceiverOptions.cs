namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a receiver.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>How many messages are fetched ahead; 0, the default, fetches only what is asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int PrefetchCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>What happens to a message when it is received; <see cref="ServiceBusReceiveMode.PeekLock"/> by default.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>The queue beside the entity that is read; the entity itself by default.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>A name for the receiver in logs and on the link; made up when absent.</summary>
    public string? Identifier { get; set; }
}
