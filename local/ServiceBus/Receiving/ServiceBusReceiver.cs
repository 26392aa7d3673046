using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus.Receiving;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from a queue or subscription, or from the dead letters of one, and settles. Safe for use by several threads.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly ReceiverCore _core = null!;

    /// <summary>For mocking.</summary>
    protected ServiceBusReceiver()
    {
    }

    /// <summary>For types that extend the receiver.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="queueName">The queue.</param>
    /// <param name="options">Settings.</param>
    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Connection, queueName, options)
    {
    }

    /// <summary>For types that extend the receiver.</summary>
    /// <param name="client">The client whose connection is used.</param>
    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription.</param>
    /// <param name="options">Settings.</param>
    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        : this((client ?? throw new ArgumentNullException(nameof(client))).Connection, EntityPaths.Subscription(topicName, subscriptionName), options)
    {
    }

    internal ServiceBusReceiver(BusConnection connection, string entityPath, ServiceBusReceiverOptions? options)
        => _core = new ReceiverCore(connection, entityPath, options ?? new ServiceBusReceiverOptions());

    /// <summary>The host name of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _core.Entity.Connection.Endpoint.Host;

    /// <summary>The queue, subscription or dead-letter queue.</summary>
    public virtual string EntityPath => _core.Entity.Path;

    /// <summary>The receiver's name in logs and on the link.</summary>
    public virtual string Identifier => _core.Entity.Identifier;

    /// <summary>Whether the receiver was closed.</summary>
    public virtual bool IsClosed => _core.Entity.IsClosed;

    /// <summary>How many messages are fetched ahead.</summary>
    public virtual int PrefetchCount => _core.PrefetchCount;

    /// <summary>What happens to a message when it is received.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _core.ReceiveMode;

    /// <summary>Receives one message.</summary>
    /// <param name="maxWaitTime">How long to wait; the time of a try (1 min by default) when absent.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The message, or <see langword="null"/> when none came in time.</returns>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default)
    {
        var messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return messages.Count > 0 ? messages[0] : null;
    }

    /// <summary>Receives some messages: returns as soon as there are any, and does not wait for the full number.</summary>
    /// <param name="maxMessages">The most to receive.</param>
    /// <param name="maxWaitTime">How long to wait for the first; the time of a try (1 min by default) when absent.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The messages; none when none came in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not at least one message, or no time to wait.</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan? maxWaitTime = default,
        CancellationToken cancellationToken = default)
        => _core.ReceiveAsync(maxMessages, maxWaitTime, cancellationToken);

    /// <summary>Receives messages one by one until cancelled.</summary>
    /// <param name="cancellationToken">Ends the sequence.</param>
    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var message = await ReceiveMessageAsync(cancellationToken: cancellationToken);
            if (message is not null) yield return message;
        }
    }

    /// <summary>Looks at the next message, locked or not, without locking it. Each call goes on where the one before ended.</summary>
    /// <param name="fromSequenceNumber">Where to start instead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The message, or <see langword="null"/> when there is none.</returns>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = default, CancellationToken cancellationToken = default)
    {
        var messages = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken);
        return messages.Count > 0 ? messages[0] : null;
    }

    /// <summary>Looks at the next messages, locked or not, without locking them. Each call goes on where the one before ended.</summary>
    /// <param name="maxMessages">The most to return.</param>
    /// <param name="fromSequenceNumber">Where to start instead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages,
        long? fromSequenceNumber = default,
        CancellationToken cancellationToken = default)
        => _core.PeekAsync(maxMessages, fromSequenceNumber, cancellationToken);

    /// <summary>Receives a deferred message.</summary>
    /// <param name="sequenceNumber">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">There is no such message (<see cref="ServiceBusFailureReason.MessageNotFound"/>).</exception>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
        => (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <summary>Receives deferred messages.</summary>
    /// <param name="sequenceNumbers">Their numbers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">There is no such message (<see cref="ServiceBusFailureReason.MessageNotFound"/>).</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        return _core.ReceiveDeferredAsync([.. sequenceNumbers], cancellationToken);
    }

    /// <summary>Removes the message: it is done.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    /// <exception cref="InvalidOperationException">The message was not received in peek-lock mode.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        => _core.SettleAsync(message, Settlement.Complete, cancellationToken);

    /// <summary>Gives the message back, to be delivered again.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _core.SettleAsync(message, Settlement.Abandon(propertiesToModify), cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _core.DeadLetterAsync(message, propertiesToModify, reason: null, description: null, cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="deadLetterReason">Why; up to 4,096 characters.</param>
    /// <param name="deadLetterErrorDescription">Details; up to 4,096 characters.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
        => _core.DeadLetterAsync(message, propertiesToModify: null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="deadLetterReason">Why; up to 4,096 characters.</param>
    /// <param name="deadLetterErrorDescription">Details; up to 4,096 characters.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
        => _core.DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Sets the message aside; from then on it is received by its sequence number only.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _core.SettleAsync(message, Settlement.Defer(propertiesToModify), cancellationToken);

    /// <summary>Renews the lock and moves <see cref="ServiceBusReceivedMessage.LockedUntil"/> on.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceBusException">The lock was lost.</exception>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        => _core.RenewAsync(message, cancellationToken);

    /// <summary>Closes the receiver's links; messages that were fetched ahead are given back.</summary>
    /// <param name="cancellationToken">Not needed: closing is quick.</param>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _core.CloseAsync();

    /// <summary>Closes the receiver's links; messages that were fetched ahead are given back.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }
}
