namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>The addresses of subscriptions and of the queues beside an entity.</summary>
internal static class EntityPaths
{
    public static string Subscription(string topicName, string subscriptionName)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        ArgumentException.ThrowIfNullOrEmpty(subscriptionName);
        return $"{topicName}/Subscriptions/{subscriptionName}";
    }

    public static string Beside(string entityPath, SubQueue subQueue) => subQueue switch
    {
        SubQueue.None => entityPath,
        SubQueue.DeadLetter => entityPath + "/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => entityPath + "/$Transfer/$DeadLetterQueue",
        _ => throw new ArgumentOutOfRangeException(nameof(subQueue), subQueue, "There is no such sub-queue."),
    };
}
