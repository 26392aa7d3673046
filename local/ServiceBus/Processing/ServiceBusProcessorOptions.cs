namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a processor.</summary>
public class ServiceBusProcessorOptions
{
    /// <summary>How many messages are fetched ahead; 0 by default.</summary>
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

    /// <summary>Whether a message is completed after the handler succeeded; <see langword="true"/> by default.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>How long the lock is kept renewed while the handler runs; 5 min by default, zero renews never, <see cref="Timeout.InfiniteTimeSpan"/> always.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative and not infinite.</exception>
    public TimeSpan MaxAutoLockRenewalDuration
    {
        get;
        set
        {
            if (value != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(5);

    /// <summary>How many handlers run at a time; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int MaxConcurrentCalls
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>The queue beside the entity that is read; the entity itself by default.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>A name for the processor in logs and on the link; made up when absent.</summary>
    public string? Identifier { get; set; }
}
