namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a sender.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>A name for the sender in logs and on the link; made up when absent.</summary>
    public string? Identifier { get; set; }
}
