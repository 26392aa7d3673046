namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Something that is open until it, or what it runs on, is closed.</summary>
internal interface IReopenable
{
    bool IsOpen { get; }

    /// <summary>Closes it; never throws, never takes long.</summary>
    Task CloseAsync();
}
