using Azure.Messaging.ServiceBus;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>Publishes failures on the topic <see cref="FailureEvent.Topic"/>.</summary>
/// <param name="client">The Service Bus namespace.</param>
internal sealed class ServiceBusFailurePublisher(ServiceBusClient client) : IFailurePublisher, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(FailureEvent.Topic);

    /// <inheritdoc/>
    public Task PublishAsync(Failure failure, CancellationToken cancellationToken) =>
        _sender.SendMessageAsync(FailureMessage.Of(failure, TraceContexts.Current()), cancellationToken);

    /// <summary>
    /// Opens the connection and the link, which takes seconds with an identity, so that the first failure need not wait.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when messages can be sent.</returns>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // An empty batch asks the link for its largest message, and so opens it.
        using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
