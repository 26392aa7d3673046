namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>What a queue or subscription does with its messages.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a receiver holds a message under peek-lock.</summary>
    public required TimeSpan LockDuration { get; init; }

    /// <summary>The longest time to live; null without limit.</summary>
    public required TimeSpan? DefaultMessageTimeToLive { get; init; }

    /// <summary>After so many failed deliveries a message is dead-lettered; null for never.</summary>
    public required int? MaxDeliveryCount { get; init; }

    public required bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>How long message ids are remembered; null without duplicate detection.</summary>
    public TimeSpan? DuplicateDetectionWindow { get; init; }

    /// <summary>Dead letters stay until somebody takes them: they neither expire nor count out.</summary>
    public QueueSettings ForDeadLetters() => this with
    {
        DefaultMessageTimeToLive = null,
        MaxDeliveryCount = null,
        DeadLetteringOnMessageExpiration = false,
        DuplicateDetectionWindow = null,
    };
}
