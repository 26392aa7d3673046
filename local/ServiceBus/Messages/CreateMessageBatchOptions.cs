namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a batch.</summary>
public class CreateMessageBatchOptions
{
    /// <summary>The batch's limit in bytes; the entity's limit when absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public long? MaxSizeInBytes
    {
        get;
        set
        {
            if (value is not null) ArgumentOutOfRangeException.ThrowIfLessThan(value.Value, 1);
            field = value;
        }
    }
}
