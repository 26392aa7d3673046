using Azure.Messaging.ServiceBus;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>Publishes failures on the topic <see cref="FailureEvent.Topic"/>.</summary>
internal sealed class ServiceBusFailurePublisher(ServiceBusClient client) : IFailurePublisher, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(FailureEvent.Topic);

    public Task PublishAsync(Failure failure, CancellationToken cancellationToken) =>
        _sender.SendMessageAsync(FailureMessage.Of(failure, TraceContexts.Current()), cancellationToken);

    /// <summary>Opens the connection and the link, which takes seconds with an identity.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // An empty batch asks the link for its largest message, and so opens it.
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
