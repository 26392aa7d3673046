namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>The message annotations of Service Bus (learn.microsoft.com, "AMQP 1.0 protocol guide", message annotations).</summary>
internal static class AnnotationNames
{
    public const string ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";
    public const string EnqueuedTime = "x-opt-enqueued-time";
    public const string SequenceNumber = "x-opt-sequence-number";
    public const string EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    public const string LockedUntil = "x-opt-locked-until";
    public const string MessageState = "x-opt-message-state";
    public const string DeadLetterSource = "x-opt-deadletter-source";
    public const string PartitionKey = "x-opt-partition-key";
}
