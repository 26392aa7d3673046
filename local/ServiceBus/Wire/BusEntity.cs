namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>What senders, receivers and processors have in common: an entity on a client's connection, and a name.</summary>
internal sealed class BusEntity
{
    private int _closed;

    public BusEntity(BusConnection connection, string path, SubQueue subQueue, string? identifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (connection.BoundEntity is { } bound && !path.Equals(bound, StringComparison.OrdinalIgnoreCase)
            && !path.StartsWith(bound + "/", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The connection string is bound to '{bound}' (EntityPath); '{path}' cannot be reached with it.", nameof(path));
        }

        Connection = connection;
        Path = EntityPaths.Beside(path, subQueue);
        Identifier = string.IsNullOrEmpty(identifier) ? $"{path}-{Guid.NewGuid()}" : identifier;
    }

    public BusConnection Connection { get; }

    public string Path { get; }

    public string Identifier { get; }

    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <returns>Whether this call was the one that closed it.</returns>
    public bool Close() => Interlocked.Exchange(ref _closed, 1) == 0;

    public void ThrowIfClosed(object owner)
    {
        ObjectDisposedException.ThrowIf(IsClosed, owner);
        ObjectDisposedException.ThrowIf(Connection.IsClosed, typeof(ServiceBusClient));
    }
}
