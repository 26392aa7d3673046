using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Settles through the processor that handed the message over, which then leaves it alone.</summary>
internal sealed class ProcessorSettlement(ProcessMessageEventArgs args) : IMessageSettlement
{
    public Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        args.CompleteMessageAsync(message, cancellationToken);

    public Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken) =>
        args.AbandonMessageAsync(message, properties, cancellationToken);

    public Task DeadLetterAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, string? reason, string? description, CancellationToken cancellationToken) =>
        reason is null
            ? args.DeadLetterMessageAsync(message, properties, cancellationToken)
            : args.DeadLetterMessageAsync(message, properties, reason, description, cancellationToken);

    public Task DeferAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken) =>
        args.DeferMessageAsync(message, properties, cancellationToken);

    public Task RenewLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        args.RenewMessageLockAsync(message, cancellationToken);
}
