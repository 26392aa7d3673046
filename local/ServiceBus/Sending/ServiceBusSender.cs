using Amqp;
using Azure.Messaging.ServiceBus.Messages;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to a queue or topic. Safe for use by several threads; keep one and use it for all messages.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly BusEntity _entity = null!;
    private readonly Reopening<SendLink> _link = null!;
    private readonly ManagementClient _management = null!;

    /// <summary>For mocking.</summary>
    protected ServiceBusSender()
    {
    }

    /// <summary>For types that extend the sender.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="queueOrTopicName">The queue or topic.</param>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, new ServiceBusSenderOptions())
    {
    }

    /// <summary>For types that extend the sender.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="queueOrTopicName">The queue or topic.</param>
    /// <param name="options">Settings.</param>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Connection, queueOrTopicName, options)
    {
    }

    internal ServiceBusSender(BusConnection connection, string queueOrTopicName, ServiceBusSenderOptions? options)
    {
        _entity = new BusEntity(connection, queueOrTopicName, SubQueue.None, options?.Identifier);
        _management = new ManagementClient(connection, _entity.Path);
        _link = connection.Reopen(async token =>
        {
            var live = await connection.GetAsync(token);
            return await live.OpenSenderAsync(_entity.Path, _entity.Identifier, token);
        });
    }

    /// <summary>The host name of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _entity.Connection.Endpoint.Host;

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath => _entity.Path;

    /// <summary>The sender's name in logs and on the link.</summary>
    public virtual string Identifier => _entity.Identifier;

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => _entity.IsClosed;

    /// <summary>Sends a message and waits until the broker has it. Retried under the same MessageId, a message may arrive twice: see duplicate detection.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent all the same.</param>
    /// <exception cref="ServiceBusException">The message could not be sent; the reason says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The credential may not send here.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync(() => MessageEncoder.ToAmqp(message, Now), cancellationToken);
    }

    /// <summary>Sends messages in one go: all are taken, or none.</summary>
    /// <param name="messages">The messages; nothing happens when there are none.</param>
    /// <param name="cancellationToken">Cancels the wait; the messages may have been sent all the same.</param>
    /// <exception cref="ServiceBusException">They could not be sent; with <see cref="ServiceBusFailureReason.MessageSizeExceeded"/> use a batch.</exception>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ServiceBusMessage> list = [.. messages];
        return list.Count switch
        {
            0 => Task.CompletedTask,
            1 => SendMessageAsync(list[0], cancellationToken),
            _ => SendAsync(() => MessageEncoder.ToBatch([.. list.Select(message => MessageEncoder.ToBytes(message, Now))], list[0]), cancellationToken),
        };
    }

    /// <summary>Sends a batch: all its messages are taken, or none.</summary>
    /// <param name="messageBatch">The batch; nothing happens when it is empty.</param>
    /// <param name="cancellationToken">Cancels the wait; the batch may have been sent all the same.</param>
    /// <exception cref="ServiceBusException">The batch could not be sent.</exception>
    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        var content = messageBatch.BeginSend();
        try
        {
            if (content.First is { } first) await SendAsync(() => MessageEncoder.ToBatch(content.Encode(), first), cancellationToken);
        }
        finally
        {
            messageBatch.EndSend();
        }
    }

    /// <summary>A batch with the limit of the entity. Opens the link, so it also warms the sender up.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
        => CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    /// <summary>A batch. Opens the link, so it also warms the sender up.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit asked for is over the entity's.</exception>
    public virtual async ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions? options,
        CancellationToken cancellationToken = default)
    {
        _entity.ThrowIfClosed(this);
        var link = await _entity.Connection.Retry.RunAsync(_link.GetAsync, _entity.Path, cancellationToken);
        var limit = options?.MaxSizeInBytes ?? link.MaxMessageSize;
        return limit > link.MaxMessageSize
            ? throw new ArgumentOutOfRangeException(nameof(options), limit, $"MaxSizeInBytes exceeds the {link.MaxMessageSize} bytes that '{EntityPath}' takes.")
            : new ServiceBusMessageBatch(new EncodedBatchContent(limit, _entity.Connection.Time));
    }

    /// <summary>Sends a message that becomes visible later.</summary>
    /// <param name="message">The message.</param>
    /// <param name="scheduledEnqueueTime">When it becomes visible.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its sequence number, to cancel it by.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    /// <summary>Sends messages that become visible later.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="scheduledEnqueueTime">When they become visible.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Their sequence numbers, to cancel them by.</returns>
    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _entity.ThrowIfClosed(this);
        IReadOnlyList<ServiceBusMessage> list = [.. messages];
        if (list.Count == 0) return [];
        foreach (var message in list) message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return await _entity.Connection.Retry.RunAsync(token => _management.ScheduleAsync(list, token), _entity.Path, cancellationToken);
    }

    /// <summary>Cancels a scheduled message.</summary>
    /// <param name="sequenceNumber">What scheduling it returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
        => CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Cancels scheduled messages.</summary>
    /// <param name="sequenceNumbers">What scheduling them returned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        _entity.ThrowIfClosed(this);
        long[] numbers = [.. sequenceNumbers];
        return _entity.Connection.Retry.RunAsync(token => _management.CancelScheduledAsync(numbers, token), _entity.Path, cancellationToken);
    }

    /// <summary>Closes the sender's links.</summary>
    /// <param name="cancellationToken">Not needed: closing is quick.</param>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (_entity.Close()) await Task.WhenAll(_link.CloseAsync(), _management.CloseAsync());
    }

    /// <summary>Closes the sender's links.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private DateTimeOffset Now => _entity.Connection.Time.GetUtcNow();

    private Task SendAsync(Func<Message> encode, CancellationToken cancellationToken)
    {
        _entity.ThrowIfClosed(this);
        return _entity.Connection.Retry.RunAsync(
            async token =>
            {
                var link = await _link.GetAsync(token);
                // Encoded anew for each attempt: the library keeps a message that it was given.
                await link.SendAsync(encode(), token);
            },
            _entity.Path,
            cancellationToken);
    }
}
