using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Settles messages where they were received.</summary>
internal interface IMessageSettlement
{
    Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken);

    Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken);

    Task DeadLetterAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, string? reason, string? description, CancellationToken cancellationToken);

    Task DeferAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken);

    Task RenewLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken);
}
