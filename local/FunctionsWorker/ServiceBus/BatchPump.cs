using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Hands messages to a function in arrays, one array at a time: completed when it succeeds, abandoned when it throws.</summary>
internal sealed class BatchPump(
    MessageSource source,
    ServiceBusReceiver receiver,
    int maxMessages,
    FunctionInvoker invoker,
    ServiceBusLog log,
    TimeProvider time,
    CancellationToken shutdown) : IMessagePump
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private Task _loop = Task.CompletedTask;

    public static ServiceBusReceiver ReceiverOf(ServiceBusClient client, MessageSource source, ServiceBusHostOptions options)
    {
        var settings = new ServiceBusReceiverOptions { PrefetchCount = options.PrefetchCount };
        return source.Subscription is { } subscription
            ? client.CreateReceiver(source.Entity, subscription, settings)
            : client.CreateReceiver(source.Entity, settings);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _loop.WaitAsync(cancellationToken);
        await receiver.CloseAsync(cancellationToken);
    }

    private async Task LoopAsync()
    {
        while (!shutdown.IsCancellationRequested)
        {
            try
            {
                var messages = await receiver.ReceiveMessagesAsync(maxMessages, cancellationToken: shutdown);
                if (messages.Count > 0)
                    await HandleAsync(messages);
            }
            catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
            {
                return;
            }
            // Whatever keeps messages from coming may pass; a subscriber that gave up would stay silent until the next start.
            catch (Exception exception)
            {
                log.Failed(source.Function.Name, source.Entity, nameof(ServiceBusErrorSource.Receive), exception);
                await Task.Delay(PauseAfterFailure, time, shutdown).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HandleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        var settlement = new ReceiverSettlement(receiver);
        try
        {
            await invoker.InvokeAsync(source.Function, new BatchInput(messages, new ServiceBusMessageActions(settlement)), shutdown);
        }
        // The invoker has logged the failure; the messages are delivered again.
        catch (Exception)
        {
            await SettleAsync(messages, settlement, message => settlement.AbandonAsync(message, null, CancellationToken.None));
            return;
        }

        // What is done is done, even while the host stops.
        if (source.AutoComplete)
            await SettleAsync(messages, settlement, message => settlement.CompleteAsync(message, CancellationToken.None));
    }

    private async Task SettleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, ReceiverSettlement settlement, Func<ServiceBusReceivedMessage, Task> settle)
    {
        foreach (var message in messages.Where(message => !settlement.IsSettled(message)))
        {
            try
            {
                await settle(message);
            }
            catch (ServiceBusException exception)
            {
                log.Failed(source.Function.Name, source.Entity, "Settle", exception);
            }
        }
    }
}
