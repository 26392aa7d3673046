namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor was doing when an error occurred.</summary>
public enum ServiceBusErrorSource
{
    /// <summary>Completing a message after the handler succeeded.</summary>
    Complete,

    /// <summary>Abandoning a message after the handler failed.</summary>
    Abandon,

    /// <summary>Running the message handler.</summary>
    ProcessMessageCallback,

    /// <summary>Receiving.</summary>
    Receive,

    /// <summary>Renewing the lock of a message.</summary>
    RenewLock,

    /// <summary>Accepting a session.</summary>
    AcceptSession,

    /// <summary>Closing a session.</summary>
    CloseSession,
}
