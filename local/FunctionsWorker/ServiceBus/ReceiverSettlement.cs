using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Settles the messages of a batch, and remembers which the function has settled itself.</summary>
internal sealed class ReceiverSettlement(ServiceBusReceiver receiver) : IMessageSettlement
{
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    public bool IsSettled(ServiceBusReceivedMessage message) => _settled.ContainsKey(message.LockToken);

    public Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, receiver.CompleteMessageAsync(message, cancellationToken));

    public Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken) =>
        SettleAsync(message, receiver.AbandonMessageAsync(message, properties, cancellationToken));

    public Task DeadLetterAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, string? reason, string? description, CancellationToken cancellationToken) =>
        SettleAsync(message, reason is null
            ? receiver.DeadLetterMessageAsync(message, properties, cancellationToken)
            : receiver.DeadLetterMessageAsync(message, properties, reason, description, cancellationToken));

    public Task DeferAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, CancellationToken cancellationToken) =>
        SettleAsync(message, receiver.DeferMessageAsync(message, properties, cancellationToken));

    public Task RenewLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        receiver.RenewMessageLockAsync(message, cancellationToken);

    private async Task SettleAsync(ServiceBusReceivedMessage message, Task settling)
    {
        await settling;
        _settled[message.LockToken] = true;
    }
}
