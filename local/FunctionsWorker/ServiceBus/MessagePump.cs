using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Hands messages to a function one by one, several at the same time: completed when it succeeds, abandoned when it throws.</summary>
internal sealed class MessagePump(MessageSource source, ServiceBusProcessor processor, FunctionInvoker invoker, ServiceBusLog log, CancellationToken shutdown) : IMessagePump
{
    public static ServiceBusProcessor ProcessorOf(ServiceBusClient client, MessageSource source, ServiceBusHostOptions options)
    {
        var settings = new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = source.AutoComplete,
            MaxConcurrentCalls = options.MaxConcurrentCalls,
            MaxAutoLockRenewalDuration = options.MaxAutoLockRenewalDuration,
            PrefetchCount = options.PrefetchCount,
        };
        return source.Subscription is { } subscription
            ? client.CreateProcessor(source.Entity, subscription, settings)
            : client.CreateProcessor(source.Entity, settings);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        processor.ProcessMessageAsync += HandleAsync;
        processor.ProcessErrorAsync += ReportAsync;
        return processor.StartProcessingAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await processor.StopProcessingAsync(cancellationToken);
        await processor.CloseAsync(cancellationToken);
    }

    // What the function throws goes on to the processor, which abandons the message.
    private async Task HandleAsync(ProcessMessageEventArgs args)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(args.CancellationToken, shutdown);
        var actions = new ServiceBusMessageActions(new ProcessorSettlement(args));
        await invoker.InvokeAsync(source.Function, new MessageInput(args.Message, actions), cancellation.Token);
    }

    private Task ReportAsync(ProcessErrorEventArgs args)
    {
        // The invoker has logged what the function threw.
        if (args.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback)
            log.Failed(source.Function.Name, args.EntityPath, args.ErrorSource.ToString(), args.Exception);
        return Task.CompletedTask;
    }
}
