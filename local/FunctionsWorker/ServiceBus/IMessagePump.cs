namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Moves messages from an entity to its function.</summary>
internal interface IMessagePump
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes no more messages and waits for those that are being handled.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
