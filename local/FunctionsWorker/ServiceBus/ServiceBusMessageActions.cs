using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the messages of an invocation, for functions that do so themselves.</summary>
public class ServiceBusMessageActions
{
    private readonly IMessageSettlement _settlement;

    internal ServiceBusMessageActions(IMessageSettlement settlement)
    {
        _settlement = settlement;
    }

    /// <summary>Initialises an instance for mocking.</summary>
    protected ServiceBusMessageActions()
    {
        _settlement = null!;
    }

    /// <summary>Removes the message: it is done.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="ServiceBusException">The lock is lost, or the service cannot be reached.</exception>
    public virtual async Task CompleteMessageAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _settlement.CompleteAsync(message, cancellationToken);
    }

    /// <summary>Gives the message back, to be delivered again.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="ServiceBusException">The lock is lost, or the service cannot be reached.</exception>
    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _settlement.AbandonAsync(message, propertiesToModify, cancellationToken);
    }

    /// <summary>Moves the message to the dead letters.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="ServiceBusException">The lock is lost, or the service cannot be reached.</exception>
    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _settlement.DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);
    }

    /// <summary>Sets the message aside; from then on it is received by its sequence number only.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="ServiceBusException">The lock is lost, or the service cannot be reached.</exception>
    public virtual async Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _settlement.DeferAsync(message, propertiesToModify, cancellationToken);
    }

    /// <summary>Renews the lock on the message.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="ServiceBusException">The lock is lost, or the service cannot be reached.</exception>
    public virtual async Task RenewMessageLockAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _settlement.RenewLockAsync(message, cancellationToken);
    }
}
