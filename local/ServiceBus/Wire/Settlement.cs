namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>What becomes of a locked message.</summary>
internal sealed record Settlement(
    string Status,
    IDictionary<string, object>? PropertiesToModify = null,
    string? DeadLetterReason = null,
    string? DeadLetterDescription = null)
{
    public static Settlement Complete { get; } = new("completed");

    public static Settlement Abandon(IDictionary<string, object>? propertiesToModify) => new("abandoned", propertiesToModify);

    // Spelt thus by the service.
    public static Settlement Defer(IDictionary<string, object>? propertiesToModify) => new("defered", propertiesToModify);

    public static Settlement DeadLetter(IDictionary<string, object>? propertiesToModify, string? reason, string? description)
        => new("suspended", propertiesToModify, reason, description);
}
