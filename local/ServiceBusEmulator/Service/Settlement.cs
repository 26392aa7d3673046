using Amqp.Framing;
using Amqp.Types;
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
    private static readonly Dictionary<string, object?> NoChanges = [];

    /// <returns>Whether the lock was held.</returns>
    public static bool Apply(MessageQueue queue, Guid lockToken, Outcome outcome) => outcome switch
    {
        Accepted => queue.Complete(lockToken),
        Released => queue.Release(lockToken),
        Modified { UndeliverableHere: true } modified => queue.Defer(lockToken, Changes(modified.MessageAnnotations)),
        // With or without delivery-failed: Microsoft's clients leave it out when they abandon.
        Modified modified => queue.Abandon(lockToken, Changes(modified.MessageAnnotations)),
        Rejected rejected => DeadLetter(queue, lockToken, rejected.Error),
        _ => queue.Abandon(lockToken, NoChanges),
    };

    /// <summary>A client's map of properties to set.</summary>
    public static Dictionary<string, object?> Changes(Map? map)
    {
        var changes = new Dictionary<string, object?>();
        if (map is null)
            return changes;

        foreach (var key in map.Keys)
            changes[key.ToString() ?? ""] = map[key];
        return changes;
    }

    private static bool DeadLetter(MessageQueue queue, Guid lockToken, Error? error)
    {
        var changes = Changes(error?.Info);
        var reason = Take(changes, DeadLetterReasons.ReasonProperty) ?? (error?.Condition is { } condition && (string)condition != AmqpConditions.DeadLetter ? (string)condition : null);
        var description = Take(changes, DeadLetterReasons.DescriptionProperty) ?? error?.Description;
        return queue.DeadLetter(lockToken, reason, description, changes);
    }

    private static string? Take(Dictionary<string, object?> changes, string name) =>
        changes.Remove(name, out var value) ? value as string : null;
}
