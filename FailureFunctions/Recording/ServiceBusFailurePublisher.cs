using Azure.Messaging.ServiceBus;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>Publishes failures on the topic <see cref="FailureEvent.Topic"/>.</summary>
internal sealed class ServiceBusFailurePublisher(ServiceBusClient client) : IFailurePublisher, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(FailureEvent.Topic);

    public async Task PublishAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        var trace = TraceContexts.Current();
        if (failures is [var failure])
        {
            await _sender.SendMessageAsync(FailureMessage.Of(failure, trace), cancellationToken);
            return;
        }
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
        var added = failures.TakeWhile(failure => batch.TryAddMessage(FailureMessage.Of(failure, trace))).Count();
        // A batch that is too large is refused like one with a message that is, and the caller splits it.
        if (added < failures.Count)
            throw new ServiceBusException("The messages are too large for one batch.", ServiceBusFailureReason.MessageSizeExceeded);
        await _sender.SendMessagesAsync(batch, cancellationToken);
    }

    /// <summary>Opens the connection and the link, which takes seconds with an identity.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // An empty batch asks the link for its largest message, and so opens it.
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
