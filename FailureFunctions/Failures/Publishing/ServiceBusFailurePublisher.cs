using Azure.Messaging.ServiceBus;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Failures.Telemetry;

namespace FailureFunctions.Failures.Publishing;

/// <summary>
/// Publishes failures on the topic <see cref="FailureEvent.Topic"/>. When the bus is busy or cannot be reached, nothing is
/// sent for a while (<see cref="PublishPause"/>).
/// </summary>
/// <param name="client">The Service Bus namespace.</param>
/// <param name="time">Measures the pause.</param>
public sealed class ServiceBusFailurePublisher(ServiceBusClient client, TimeProvider time) : IFailurePublisher, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(FailureEvent.Topic);
    private readonly PublishPause _pause = new(time);

    /// <inheritdoc/>
    /// <exception cref="ServiceBusException">The bus did not take it, or is left alone after it did not take another.</exception>
    public async Task PublishAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (_pause.IsOn)
            throw new ServiceBusException("The bus is left alone for a while.", ServiceBusFailureReason.ServiceBusy);
        try
        {
            await _sender.SendMessageAsync(FailureMessage.Of(failure, TraceContexts.Current()), cancellationToken);
        }
        catch (ServiceBusException e) when (e.IsTransient)
        {
            _pause.Begin(e.Reason == ServiceBusFailureReason.ServiceBusy ? PublishPause.Busy : PublishPause.Unreachable);
            throw;
        }
    }

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
