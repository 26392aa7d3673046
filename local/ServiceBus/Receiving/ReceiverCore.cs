using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Receiving;

/// <summary>What a receiver does.</summary>
internal sealed class ReceiverCore
{
    private const int MaxDeadLetterText = 4096;

    private readonly Reopening<ReceiveLink> _link;
    private readonly ManagementClient _management;
    private long _lastPeeked = -1;

    public ReceiverCore(BusConnection connection, string entityPath, ServiceBusReceiverOptions options)
    {
        Entity = new BusEntity(connection, entityPath, options.SubQueue, options.Identifier);
        ReceiveMode = options.ReceiveMode;
        PrefetchCount = options.PrefetchCount;
        _management = new ManagementClient(connection, Entity.Path);
        var settings = new ReceiveLinkSettings(Entity.Identifier, ReceiveMode, PrefetchCount, connection.Time);
        _link = connection.Reopen(async token =>
        {
            var live = await connection.GetAsync(token);
            return await live.OpenReceiverAsync(Entity.Path, settings, token);
        });
    }

    public BusEntity Entity { get; }

    public ServiceBusReceiveMode ReceiveMode { get; }

    public int PrefetchCount { get; }

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int maxMessages, TimeSpan? maxWaitTime, CancellationToken cancellationToken)
    {
        Entity.ThrowIfClosed(this);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var wait = maxWaitTime ?? Entity.Connection.Retry.TryTimeout;
        // Without waiting, only what was fetched ahead can be received.
        if (PrefetchCount == 0) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(maxWaitTime));
        else ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(maxWaitTime));

        return Entity.Connection.Retry.RunAsync(
            async token =>
            {
                var link = await _link.GetAsync(token);
                return await link.ReceiveAsync(maxMessages, wait, token);
            },
            extraTime: wait,
            Entity.Path,
            cancellationToken);
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int maxMessages, long? fromSequenceNumber, CancellationToken cancellationToken)
    {
        Entity.ThrowIfClosed(this);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var from = fromSequenceNumber ?? Interlocked.Read(ref _lastPeeked) + 1;
        var messages = await RunAsync(token => _management.PeekAsync(from, maxMessages, token), cancellationToken);
        if (messages.Count > 0) Interlocked.Exchange(ref _lastPeeked, messages[^1].SequenceNumber);
        return messages;
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(long[] sequenceNumbers, CancellationToken cancellationToken)
    {
        Entity.ThrowIfClosed(this);
        return sequenceNumbers.Length == 0
            ? []
            : await RunAsync(token => _management.ReceiveDeferredAsync(sequenceNumbers, ReceiveMode, token), cancellationToken);
    }

    public Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string? reason,
        string? description,
        CancellationToken cancellationToken)
    {
        if (reason is not null) ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, MaxDeadLetterText, nameof(reason));
        if (description is not null) ArgumentOutOfRangeException.ThrowIfGreaterThan(description.Length, MaxDeadLetterText, nameof(description));
        return SettleAsync(message, Settlement.DeadLetter(propertiesToModify, reason, description), cancellationToken);
    }

    /// <remarks>
    /// Settled by request, which the broker answers, rather than by a disposition on the link, which it does not: so that a lost lock is
    /// noticed, and a link that was opened again in between makes no difference.
    /// </remarks>
    public async Task SettleAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken cancellationToken)
    {
        ThrowIfNotLocked(message);
        await RunAsync(
            async token =>
            {
                await _management.SettleAsync(message.LockTokenGuid, settlement, token);
                return true;
            },
            cancellationToken);
        message.IsSettled = true;
        Forget(message, settlement);
    }

    public async Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ThrowIfNotLocked(message);
        message.LockedUntil = await RunAsync(token => _management.RenewLockAsync(message.LockTokenGuid, token), cancellationToken);
    }

    public async Task CloseAsync()
    {
        if (Entity.Close()) await Task.WhenAll(_link.CloseAsync(), _management.CloseAsync());
    }

    // The message is settled; this only lets both ends of the link forget the delivery.
    private static void Forget(ServiceBusReceivedMessage message, Settlement settlement)
    {
        if (message is not { DeliveryLink: { IsClosed: false } link, Delivery: { } delivery }) return;
        try
        {
            link.Complete(delivery, settlement == Settlement.Complete ? new Accepted() : new Released());
        }
        catch (AmqpException)
        {
            // The link was closed meanwhile, and has forgotten everything.
        }
    }

    private void ThrowIfNotLocked(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Entity.ThrowIfClosed(this);
        if (ReceiveMode != ServiceBusReceiveMode.PeekLock)
        {
            throw new InvalidOperationException("Messages can be settled and their locks renewed in the receive mode PeekLock only.");
        }

        if (message.LockTokenGuid == Guid.Empty)
        {
            throw new InvalidOperationException("The message has no lock: it was peeked, not received.");
        }
    }

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
        => Entity.Connection.Retry.RunAsync(operation, Entity.Path, cancellationToken);
}
