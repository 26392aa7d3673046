using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Runs the functions with a Service Bus trigger: one client for each connection.</summary>
internal sealed class ServiceBusTriggerListener(
    FunctionInvoker invoker,
    ServiceBusClientFactory clients,
    HostJson hostJson,
    IConfiguration configuration,
    TimeProvider time,
    HostShutdown shutdown,
    ServiceBusLog log) : ITriggerListener, IAsyncDisposable
{
    private readonly Dictionary<string, ServiceBusClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(MessageSource Source, IMessagePump Pump)> _pumps = [];

    public IEnumerable<string> Lines => _pumps.Select(pump => $"{pump.Source.Function.Name}: serviceBusTrigger");

    public void Prepare(IReadOnlyList<FunctionDescriptor> functions)
    {
        var triggered = functions.Where(function => function.Trigger is ServiceBusTriggerAttribute).ToList();
        if (triggered.Count == 0)
            return;

        var options = ServiceBusHostOptions.Read(hostJson);
        foreach (var function in triggered)
        {
            var source = MessageSource.Of(function, configuration, options.AutoCompleteMessages);
            _pumps.Add((source, PumpOf(source, ClientOf(source, options), options)));
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, pump) in _pumps)
            await pump.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_pumps.Select(pump => pump.Pump.StopAsync(cancellationToken)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.StillRunning();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
    }

    private ServiceBusClient ClientOf(MessageSource source, ServiceBusHostOptions options)
    {
        var name = source.Trigger.Connection ?? string.Empty;
        if (!_clients.TryGetValue(name, out var client))
        {
            client = clients.Create(source.Function.Name, name, new ServiceBusClientOptions { RetryOptions = options.ClientRetryOptions });
            _clients.Add(name, client);
        }

        return client;
    }

    private IMessagePump PumpOf(MessageSource source, ServiceBusClient client, ServiceBusHostOptions options) => source.Trigger.IsBatched
        ? new BatchPump(source, BatchPump.ReceiverOf(client, source, options), options.MaxMessageBatchSize, invoker, log, time, shutdown.Token)
        : new MessagePump(source, MessagePump.ProcessorOf(client, source, options), invoker, log, shutdown.Token);
}
