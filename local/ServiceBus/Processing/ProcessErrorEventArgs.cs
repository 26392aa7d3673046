namespace Azure.Messaging.ServiceBus;

/// <summary>An error that a processor met.</summary>
public sealed class ProcessErrorEventArgs : EventArgs
{
    /// <summary>Describes the error, without the processor's name.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="errorSource">What the processor was doing.</param>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="entityPath">The entity.</param>
    /// <param name="cancellationToken">Cancelled when the processor stops.</param>
    public ProcessErrorEventArgs(
        Exception exception,
        ServiceBusErrorSource errorSource,
        string fullyQualifiedNamespace,
        string entityPath,
        CancellationToken cancellationToken)
        : this(exception, errorSource, fullyQualifiedNamespace, entityPath, "", cancellationToken)
    {
    }

    /// <summary>Describes the error.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="errorSource">What the processor was doing.</param>
    /// <param name="fullyQualifiedNamespace">The host name of the namespace.</param>
    /// <param name="entityPath">The entity.</param>
    /// <param name="identifier">The processor's name.</param>
    /// <param name="cancellationToken">Cancelled when the processor stops.</param>
    public ProcessErrorEventArgs(
        Exception exception,
        ServiceBusErrorSource errorSource,
        string fullyQualifiedNamespace,
        string entityPath,
        string identifier,
        CancellationToken cancellationToken)
    {
        Exception = exception;
        ErrorSource = errorSource;
        FullyQualifiedNamespace = fullyQualifiedNamespace;
        EntityPath = entityPath;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>The error.</summary>
    public Exception Exception { get; }

    /// <summary>What the processor was doing.</summary>
    public ServiceBusErrorSource ErrorSource { get; }

    /// <summary>The host name of the namespace.</summary>
    public string FullyQualifiedNamespace { get; }

    /// <summary>The entity.</summary>
    public string EntityPath { get; }

    /// <summary>The processor's name.</summary>
    public string Identifier { get; }

    /// <summary>Cancelled when the processor stops.</summary>
    public CancellationToken CancellationToken { get; }
}
