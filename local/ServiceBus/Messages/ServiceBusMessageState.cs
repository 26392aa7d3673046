namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands in its entity.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be received.</summary>
    Active,

    /// <summary>It was set aside and is received by its sequence number only.</summary>
    Deferred,

    /// <summary>It waits for its enqueue time.</summary>
    Scheduled,
}
