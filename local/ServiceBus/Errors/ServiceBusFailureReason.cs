namespace Azure.Messaging.ServiceBus;

/// <summary>Why an operation on Service Bus failed.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>No more specific reason is known.</summary>
    GeneralError,

    /// <summary>The queue, topic or subscription does not exist.</summary>
    MessagingEntityNotFound,

    /// <summary>The lock on the message has expired or was given up: receive the message again.</summary>
    MessageLockLost,

    /// <summary>No message with that sequence number is there.</summary>
    MessageNotFound,

    /// <summary>The message or batch is larger than the entity takes.</summary>
    MessageSizeExceeded,

    /// <summary>The entity is disabled.</summary>
    MessagingEntityDisabled,

    /// <summary>A quota of the entity or namespace is used up.</summary>
    QuotaExceeded,

    /// <summary>The service throttles; transient.</summary>
    ServiceBusy,

    /// <summary>The service did not answer in time; transient.</summary>
    ServiceTimeout,

    /// <summary>The connection could not be made or was lost; transient.</summary>
    ServiceCommunicationProblem,

    /// <summary>The session is locked by another receiver.</summary>
    SessionCannotBeLocked,

    /// <summary>The lock on the session has expired.</summary>
    SessionLockLost,

    /// <summary>An entity of that name exists already.</summary>
    MessagingEntityAlreadyExists,
}
