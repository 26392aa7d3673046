namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>Where a stored message stands; the numbers are those of the annotation <c>x-opt-message-state</c>.</summary>
internal enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}

/// <summary>A message in a queue. Never changed, only replaced, so that what was handed out stays as it was.</summary>
internal sealed record StoredMessage
{
    public required long SequenceNumber { get; init; }

    public required BrokerMessage Message { get; init; }

    /// <summary>When it was accepted, or for a scheduled message when it is to appear.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public MessageState State { get; init; }

    public int DeliveryCount { get; init; }

    public Guid? LockToken { get; init; }

    public DateTimeOffset LockedUntil { get; init; }

    /// <summary>The entity from whose dead-letter queue this is read; null elsewhere.</summary>
    public string? DeadLetterSource { get; init; }
}

/// <summary>Why a message was dead-lettered (learn.microsoft.com, "Overview of Service Bus dead-letter queues").</summary>
internal static class DeadLetterReasons
{
    public const string ReasonProperty = "DeadLetterReason";
    public const string DescriptionProperty = "DeadLetterErrorDescription";
    public const string MaxDeliveryCountExceeded = "MaxDeliveryCountExceeded";
    public const string Expired = "TTLExpiredException";

    public static IEnumerable<KeyValuePair<string, object?>> Properties(string? reason, string? description) =>
        new Dictionary<string, object?> { [ReasonProperty] = reason, [DescriptionProperty] = description }.Where(property => property.Value is not null);
}
