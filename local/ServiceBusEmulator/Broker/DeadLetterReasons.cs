namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>Why a message was dead-lettered (learn.microsoft.com, "Overview of Service Bus dead-letter queues").</summary>
internal static class DeadLetterReasons
{
    public const string ReasonProperty = "DeadLetterReason";
    public const string DescriptionProperty = "DeadLetterErrorDescription";
    public const string MaxDeliveryCountExceeded = "MaxDeliveryCountExceeded";
    public const string Expired = "TTLExpiredException";

    public static IEnumerable<KeyValuePair<string, object?>> Properties(string? reason, string? description)
    {
        if (reason is not null)
            yield return new(ReasonProperty, reason);
        if (description is not null)
            yield return new(DescriptionProperty, description);
    }
}
