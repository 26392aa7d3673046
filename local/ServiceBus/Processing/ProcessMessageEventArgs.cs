namespace Azure.Messaging.ServiceBus;

/// <summary>A message for a processor's handler, and what the handler can do with it.</summary>
public class ProcessMessageEventArgs : EventArgs
{
    private readonly ServiceBusReceiver _receiver;

    /// <summary>Hands over a message, without the processor's name.</summary>
    /// <param name="message">The message.</param>
    /// <param name="receiver">Settles the message.</param>
    /// <param name="cancellationToken">Cancelled when the processor stops.</param>
    public ProcessMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken cancellationToken)
        : this(message, receiver, "", cancellationToken)
    {
    }

    /// <summary>Hands over a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="receiver">Settles the message.</param>
    /// <param name="identifier">The processor's name.</param>
    /// <param name="cancellationToken">Cancelled when the processor stops.</param>
    public ProcessMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        Message = message;
        _receiver = receiver;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>Cancelled when the processor stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The processor's name.</summary>
    public string Identifier { get; }

    /// <summary>The entity that the message came from.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>The host name of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    /// <summary>Gives the message back, to be delivered again.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Removes the message: it is done.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        => _receiver.CompleteMessageAsync(message, cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="deadLetterReason">Why.</param>
    /// <param name="deadLetterErrorDescription">Details.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
        => _receiver.DeadLetterMessageAsync(message, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="deadLetterReason">Why.</param>
    /// <param name="deadLetterErrorDescription">Details.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
        => _receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Sets the message aside; from then on it is received by its sequence number only.</summary>
    /// <param name="message">The message.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
        => _receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Renews the lock on the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        => _receiver.RenewMessageLockAsync(message, cancellationToken);
}
