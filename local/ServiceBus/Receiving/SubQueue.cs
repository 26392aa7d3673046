namespace Azure.Messaging.ServiceBus;

/// <summary>The queue beside an entity that a receiver reads.</summary>
public enum SubQueue
{
    /// <summary>The entity itself.</summary>
    None,

    /// <summary>Its dead letters.</summary>
    DeadLetter,

    /// <summary>The dead letters of its transfers.</summary>
    TransferDeadLetter,
}
