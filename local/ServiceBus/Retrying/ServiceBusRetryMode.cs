namespace Azure.Messaging.ServiceBus;

/// <summary>How the delay between retries develops.</summary>
public enum ServiceBusRetryMode
{
    /// <summary>The same delay each time.</summary>
    Fixed,

    /// <summary>Each delay about twice the one before.</summary>
    Exponential,
}
