namespace Azure.Messaging.ServiceBus;

/// <summary>An operation on Service Bus failed; <see cref="Reason"/> says why. (Authorisation failures are <see cref="UnauthorizedAccessException"/>.)</summary>
public class ServiceBusException : Exception
{
    /// <summary>An exception without details.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>An exception whose <see cref="IsTransient"/> is given.</summary>
    /// <param name="isTransient">Whether a later attempt may succeed.</param>
    /// <param name="message">What happened.</param>
    /// <param name="entityName">The entity concerned.</param>
    /// <param name="reason">Why.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(
        bool isTransient,
        string? message,
        string? entityName = default,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = default)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>An exception whose <see cref="IsTransient"/> follows from its reason: busy, timeout and communication problems are transient.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="reason">Why.</param>
    /// <param name="entityPath">The entity concerned.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(
        string? message,
        ServiceBusFailureReason reason,
        string? entityPath = default,
        Exception? innerException = default)
        : this(IsTransientReason(reason), message, entityPath, reason, innerException)
    {
    }

    /// <summary>Whether a later attempt may succeed.</summary>
    public bool IsTransient { get; }

    /// <summary>Why the operation failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The entity concerned, when known.</summary>
    public string? EntityPath { get; }

    /// <summary>The message, followed by the entity (when known) and the reason.</summary>
    public override string Message => string.IsNullOrEmpty(EntityPath)
        ? $"{base.Message} ({Reason})"
        : $"{base.Message} ({EntityPath} - {Reason})";

    private static bool IsTransientReason(ServiceBusFailureReason reason) => reason is
        ServiceBusFailureReason.ServiceBusy or
        ServiceBusFailureReason.ServiceTimeout or
        ServiceBusFailureReason.ServiceCommunicationProblem;
}
