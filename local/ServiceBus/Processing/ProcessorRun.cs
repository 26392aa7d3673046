using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>A processor between its start and its stop: as many loops as handlers may run, each receiving one message at a time.</summary>
internal sealed class ProcessorRun(ServiceBusProcessor processor, BusEntity entity, ServiceBusProcessorOptions options)
{
    // After an error that retries did not mend, before receiving again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceBusReceiver _receiver = new(
        entity.Connection,
        entity.Path,
        new ServiceBusReceiverOptions { Identifier = entity.Identifier, PrefetchCount = options.PrefetchCount, ReceiveMode = options.ReceiveMode });

    private Task _loops = Task.CompletedTask;

    public bool IsRunning => !_stopping.IsCancellationRequested && !entity.Connection.IsClosed;

    public void Start() => _loops = Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentCalls).Select(_ => Task.Run(LoopAsync)));

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loops.WaitAsync(cancellationToken);
        await _receiver.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var message = await _receiver.ReceiveMessageAsync(cancellationToken: _stopping.Token);
                if (message is not null) await HandleAsync(message);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException) when (entity.Connection.IsClosed)
            {
                return;
            }
            catch (Exception exception)
            {
                await ReportAsync(exception, ServiceBusErrorSource.Receive);
                await Task.Delay(Pause, entity.Connection.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        var peekLock = options.ReceiveMode == ServiceBusReceiveMode.PeekLock;
        var source = ServiceBusErrorSource.ProcessMessageCallback;
        try
        {
            using (var handled = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token))
            {
                var renewing = peekLock ? new LockRenewal(_receiver, message, options, entity, ReportAsync).RunAsync(handled.Token) : Task.CompletedTask;
                try
                {
                    await processor.OnProcessMessageAsync(new ProcessMessageEventArgs(message, _receiver, entity.Identifier, _stopping.Token));
                }
                finally
                {
                    await handled.CancelAsync();
                    await renewing;
                }
            }

            source = ServiceBusErrorSource.Complete;
            // Not the processor's token: what is done is done, even while stopping.
            if (peekLock && options.AutoCompleteMessages && !message.IsSettled) await _receiver.CompleteMessageAsync(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            await ReportAsync(exception, source);
            if (peekLock && !message.IsSettled && exception is not ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost })
            {
                await AbandonAsync(message);
            }
        }
    }

    private async Task AbandonAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await _receiver.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
        catch (Exception exception)
        {
            await ReportAsync(exception, ServiceBusErrorSource.Abandon);
        }
    }

    private async Task ReportAsync(Exception exception, ServiceBusErrorSource source)
    {
        try
        {
            await processor.OnProcessErrorAsync(new ProcessErrorEventArgs(
                exception, source, entity.Connection.Endpoint.Host, entity.Path, entity.Identifier, _stopping.Token));
        }
        catch (Exception)
        {
            // An error handler that fails has nobody left to tell.
        }
    }
}
