using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// What the outcomes of AMQP mean to Service Bus (learn.microsoft.com, "AMQP 1.0 protocol guide", message settlement).
/// The delivery count rises when a message is abandoned or its lock expires (ServiceBusReceivedMessage.DeliveryCount),
/// and not when it is released, as a receiver does with prefetched messages when it closes (github.com,
/// Azure/amqpnetlite, issue 342).
/// </summary>
internal static class Settlement
{
    /// <returns>Whether the lock was held.</returns>
    public static bool Apply(MessageQueue queue, Guid lockToken, Outcome outcome) => outcome switch
    {
        Accepted => queue.Complete(lockToken),
        Released => queue.Release(lockToken),
        Modified { UndeliverableHere: true } modified => queue.Defer(lockToken, BrokerMessage.ToDictionary(modified.MessageAnnotations)),
        // With or without delivery-failed: Microsoft's clients leave it out when they abandon.
        Modified modified => queue.Abandon(lockToken, BrokerMessage.ToDictionary(modified.MessageAnnotations)),
        Rejected rejected => DeadLetter(queue, lockToken, rejected.Error),
        _ => queue.Abandon(lockToken, BrokerMessage.ToDictionary(null)),
    };

    private static bool DeadLetter(MessageQueue queue, Guid lockToken, Error? error)
    {
        var changes = BrokerMessage.ToDictionary(error?.Info);
        var condition = (string?)error?.Condition;
        var reason = Take(changes, DeadLetterReasons.ReasonProperty) ?? (condition == AmqpConditions.DeadLetter ? null : condition);
        var description = Take(changes, DeadLetterReasons.DescriptionProperty) ?? error?.Description;
        return queue.DeadLetter(lockToken, reason, description, changes);
    }

    private static string? Take(Dictionary<string, object?> changes, string name) =>
        changes.Remove(name, out var value) ? value as string : null;
}

/// <summary>Error conditions of Service Bus beyond those of AMQP (learn.microsoft.com, "AMQP 1.0 errors in Service Bus").</summary>
internal static class AmqpConditions
{
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string DeadLetter = "com.microsoft:dead-letter";
    public const string ArgumentError = "com.microsoft:argument-error";

    public const string LockLostText = "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.";
}
