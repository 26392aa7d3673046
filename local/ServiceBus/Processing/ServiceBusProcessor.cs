using Azure.Messaging.ServiceBus.Processing;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Receives messages and hands them to a handler: several at a time, completed when it succeeds, abandoned when it throws, locks renewed while
/// it runs. Errors go to the error handler, and processing goes on.
/// </summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly BusEntity _entity = null!;
    private readonly ServiceBusProcessorOptions _options = null!;
    private readonly SemaphoreSlim _startStop = new(1);
    private readonly Lock _gate = new();
    private Func<ProcessMessageEventArgs, Task>? _messageHandler;
    private Func<ProcessErrorEventArgs, Task>? _errorHandler;
    private ProcessorRun? _run;

    /// <summary>For mocking.</summary>
    protected ServiceBusProcessor()
    {
    }

    /// <summary>For types that extend the processor.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="queueName">The queue.</param>
    /// <param name="options">Settings.</param>
    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions? options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Connection, queueName, options)
    {
    }

    /// <summary>For types that extend the processor.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    /// <param name="options">Settings.</param>
    protected ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions? options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Connection, EntityPaths.Subscription(topicName, subscriptionName), options)
    {
    }

    internal ServiceBusProcessor(BusConnection connection, string entityPath, ServiceBusProcessorOptions? options)
    {
        options ??= new ServiceBusProcessorOptions();
        _entity = new BusEntity(connection, entityPath, options.SubQueue, options.Identifier);
        _options = new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = options.AutoCompleteMessages,
            Identifier = _entity.Identifier,
            MaxAutoLockRenewalDuration = options.MaxAutoLockRenewalDuration,
            MaxConcurrentCalls = options.MaxConcurrentCalls,
            PrefetchCount = options.PrefetchCount,
            ReceiveMode = options.ReceiveMode,
        };
    }

    /// <summary>Handles a message. Exactly one handler, set before starting.</summary>
    /// <exception cref="NotSupportedException">There is a handler already.</exception>
    /// <exception cref="InvalidOperationException">The processor is running.</exception>
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => SetHandler(ref _messageHandler, value);
        remove => RemoveHandler(ref _messageHandler, value);
    }

    /// <summary>Handles an error. Exactly one handler, set before starting.</summary>
    /// <exception cref="NotSupportedException">There is a handler already.</exception>
    /// <exception cref="InvalidOperationException">The processor is running.</exception>
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => SetHandler(ref _errorHandler, value);
        remove => RemoveHandler(ref _errorHandler, value);
    }

    /// <summary>The host name of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _entity.Connection.Endpoint.Host;

    /// <summary>The queue, subscription or dead-letter queue.</summary>
    public virtual string EntityPath => _entity.Path;

    /// <summary>The processor's name in logs and on the link.</summary>
    public virtual string Identifier => _entity.Identifier;

    /// <summary>What happens to a message when it is received.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _options.ReceiveMode;

    /// <summary>How many messages are fetched ahead.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>How many handlers run at a time.</summary>
    public virtual int MaxConcurrentCalls => _options.MaxConcurrentCalls;

    /// <summary>Whether a message is completed after the handler succeeded.</summary>
    public virtual bool AutoCompleteMessages => _options.AutoCompleteMessages;

    /// <summary>How long the lock is kept renewed while the handler runs.</summary>
    public virtual TimeSpan MaxAutoLockRenewalDuration => _options.MaxAutoLockRenewalDuration;

    /// <summary>Whether messages are being received.</summary>
    public virtual bool IsProcessing => _run is { IsRunning: true };

    /// <summary>Whether the processor was closed.</summary>
    public virtual bool IsClosed => _entity.IsClosed;

    /// <summary>Starts. Nothing happens when it runs already.</summary>
    /// <param name="cancellationToken">Cancels the start; what runs is not affected.</param>
    /// <exception cref="InvalidOperationException">A handler is missing.</exception>
    public virtual async Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        _entity.ThrowIfClosed(this);
        await _startStop.WaitAsync(cancellationToken);
        try
        {
            lock (_gate)
            {
                if (_run is not null) return;
                if (_messageHandler is null) throw new InvalidOperationException($"Set {nameof(ProcessMessageAsync)} before starting.");
                if (_errorHandler is null) throw new InvalidOperationException($"Set {nameof(ProcessErrorAsync)} before starting.");
                _run = new ProcessorRun(this, _entity, _options);
                _run.Start();
            }
        }
        finally
        {
            _startStop.Release();
        }
    }

    /// <summary>Stops: receives no more and waits for the handlers that still run. It can be started again.</summary>
    /// <param name="cancellationToken">Gives up waiting for the handlers.</param>
    public virtual async Task StopProcessingAsync(CancellationToken cancellationToken = default)
    {
        await _startStop.WaitAsync(cancellationToken);
        try
        {
            if (_run is not { } run) return;
            await run.StopAsync(cancellationToken);
            lock (_gate) _run = null;
        }
        finally
        {
            _startStop.Release();
        }
    }

    /// <summary>Stops, and closes the links.</summary>
    /// <param name="cancellationToken">Gives up waiting for the handlers.</param>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _entity.Close();
        await StopProcessingAsync(cancellationToken);
    }

    /// <summary>Stops, and closes the links.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls the message handler.</summary>
    /// <param name="args">The message.</param>
    protected internal virtual async Task OnProcessMessageAsync(ProcessMessageEventArgs args)
    {
        if (_messageHandler is { } handler) await handler(args);
    }

    /// <summary>Calls the error handler.</summary>
    /// <param name="args">The error.</param>
    protected internal virtual async Task OnProcessErrorAsync(ProcessErrorEventArgs args)
    {
        if (_errorHandler is { } handler) await handler(args);
    }

    private void SetHandler<T>(ref Func<T, Task>? handler, Func<T, Task> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            ThrowIfRunning();
            if (handler is not null) throw new NotSupportedException("There is a handler already; remove it first.");
            handler = value;
        }
    }

    private void RemoveHandler<T>(ref Func<T, Task>? handler, Func<T, Task> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            ThrowIfRunning();
            if (handler != value) throw new ArgumentException("That is not the handler which was set.", nameof(value));
            handler = null;
        }
    }

    private void ThrowIfRunning()
    {
        if (_run is not null) throw new InvalidOperationException("Stop the processor before changing its handlers.");
    }
}
