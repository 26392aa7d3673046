namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// The message annotations of Service Bus
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#message-annotations).
/// </summary>
internal static class Annotation
{
    public const string DeadLetterSource = "x-opt-deadletter-source";
    public const string EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    public const string EnqueuedTime = "x-opt-enqueued-time";
    public const string LockedUntil = "x-opt-locked-until";
    public const string MessageState = "x-opt-message-state";
    public const string PartitionKey = "x-opt-partition-key";
    public const string ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";
    public const string SequenceNumber = "x-opt-sequence-number";
    public const string ViaPartitionKey = "x-opt-via-partition-key";
}
