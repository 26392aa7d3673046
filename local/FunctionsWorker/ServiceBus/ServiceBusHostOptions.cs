using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>What host.json says under <c>extensions.serviceBus</c>, with the host's defaults.</summary>
internal sealed class ServiceBusHostOptions
{
    /// <summary>Messages of a function that are handled at the same time.</summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>Whether messages are completed when the function succeeds.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>How long the lock of a message is renewed while its function runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages fetched ahead.</summary>
    public int PrefetchCount { get; set; }

    /// <summary>The most messages of one batch.</summary>
    public int MaxMessageBatchSize { get; set; } = 1000;

    /// <summary>How the client repeats what failed.</summary>
    public ServiceBusRetryOptions ClientRetryOptions { get; set; } = new();

    /// <exception cref="FunctionWorkerException">A value is not of its type or out of range.</exception>
    public static ServiceBusHostOptions Read(HostJson hostJson)
    {
        var options = new ServiceBusHostOptions();
        try
        {
            hostJson.ServiceBus.Bind(options);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or TargetInvocationException)
        {
            throw new FunctionWorkerException($"host.json, extensions.serviceBus: {exception.GetBaseException().Message} {exception.Message}", exception);
        }

        if (options.MaxConcurrentCalls < 1 || options.MaxMessageBatchSize < 1 || options.PrefetchCount < 0)
            throw new FunctionWorkerException("host.json, extensions.serviceBus: maxConcurrentCalls and maxMessageBatchSize are at least 1, prefetchCount at least 0.");
        return options;
    }
}
