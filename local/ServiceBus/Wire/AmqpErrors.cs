using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// Turns AMQP error conditions and management status codes into the exceptions of the public API
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-troubleshoot).
/// </summary>
internal static class AmqpErrors
{
    private static readonly Dictionary<string, ServiceBusFailureReason> Reasons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["com.microsoft:timeout"] = ServiceBusFailureReason.ServiceTimeout,
        ["com.microsoft:server-busy"] = ServiceBusFailureReason.ServiceBusy,
        ["com.microsoft:entity-disabled"] = ServiceBusFailureReason.MessagingEntityDisabled,
        ["com.microsoft:entity-already-exists"] = ServiceBusFailureReason.MessagingEntityAlreadyExists,
        ["com.microsoft:message-lock-lost"] = ServiceBusFailureReason.MessageLockLost,
        ["com.microsoft:message-not-found"] = ServiceBusFailureReason.MessageNotFound,
        ["com.microsoft:session-lock-lost"] = ServiceBusFailureReason.SessionLockLost,
        ["com.microsoft:session-cannot-be-locked"] = ServiceBusFailureReason.SessionCannotBeLocked,
        [ErrorCode.NotFound] = ServiceBusFailureReason.MessagingEntityNotFound,
        [ErrorCode.ResourceLimitExceeded] = ServiceBusFailureReason.QuotaExceeded,
        [ErrorCode.MessageSizeExceeded] = ServiceBusFailureReason.MessageSizeExceeded,
        // The link or connection is gone, by the peer's or the transport's doing; the next attempt opens a new one.
        [ErrorCode.ConnectionForced] = ServiceBusFailureReason.ServiceCommunicationProblem,
        [ErrorCode.FramingError] = ServiceBusFailureReason.ServiceCommunicationProblem,
        [ErrorCode.DetachForced] = ServiceBusFailureReason.ServiceCommunicationProblem,
        [ErrorCode.IllegalState] = ServiceBusFailureReason.ServiceCommunicationProblem,
        [ErrorCode.MessageReleased] = ServiceBusFailureReason.ServiceCommunicationProblem,
    };

    private static readonly Dictionary<int, string> ConditionsByStatus = new()
    {
        [400] = ErrorCode.NotAllowed,
        [401] = ErrorCode.UnauthorizedAccess,
        [403] = ErrorCode.UnauthorizedAccess,
        [404] = ErrorCode.NotFound,
        [408] = "com.microsoft:timeout",
        [409] = "com.microsoft:entity-already-exists",
        [410] = "com.microsoft:message-lock-lost",
        [501] = ErrorCode.NotImplemented,
        [503] = "com.microsoft:server-busy",
    };

    public static Exception ToException(Error? error, string? entityPath) => error?.Condition is null
        ? new ServiceBusException("The connection to the service was lost.", ServiceBusFailureReason.ServiceCommunicationProblem, entityPath)
        : ToException(error.Condition, error.Description, entityPath);

    public static Exception ToException(int status, string? condition, string? description, string? entityPath)
        => ToException(condition ?? ConditionsByStatus.GetValueOrDefault(status, ErrorCode.InternalError), description ?? $"Status {status}.", entityPath);

    private static Exception ToException(string condition, string? description, string? entityPath)
    {
        var text = string.IsNullOrEmpty(description) ? condition : description;
        return condition switch
        {
            ErrorCode.UnauthorizedAccess or "com.microsoft:auth-failed" or "com.microsoft:publisher-revoked" => new UnauthorizedAccessException(text),
            ErrorCode.NotAllowed => new InvalidOperationException(text),
            ErrorCode.NotImplemented => new NotSupportedException(text),
            "com.microsoft:argument-error" => new ArgumentException(text),
            "com.microsoft:argument-out-of-range" => new ArgumentOutOfRangeException(paramName: null, text),
            _ when Reasons.TryGetValue(condition, out var reason) => new ServiceBusException(text, reason, entityPath),
            // What the service does not explain further may well have passed by the next attempt.
            _ => new ServiceBusException(isTransient: true, text, entityPath),
        };
    }
}
