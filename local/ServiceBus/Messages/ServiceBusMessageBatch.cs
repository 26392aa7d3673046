using Azure.Messaging.ServiceBus.Messages;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent in one go and accepted or refused together. Safe for use by several threads.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly BatchContent _content;
    private bool _sending;

    internal ServiceBusMessageBatch(BatchContent content) => _content = content;

    /// <summary>The limit in bytes.</summary>
    public long MaxSizeInBytes => _content.MaxSizeInBytes;

    /// <summary>The encoded size in bytes so far.</summary>
    public long SizeInBytes
    {
        get
        {
            lock (_gate) return _content.SizeInBytes;
        }
    }

    /// <summary>How many messages the batch holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _content.Count;
        }
    }

    /// <summary>Adds the message if it fits.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="InvalidOperationException">The batch is being sent.</exception>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            ThrowIfSending();
            return _content.TryAdd(message);
        }
    }

    /// <summary>Empties the batch.</summary>
    /// <exception cref="InvalidOperationException">The batch is being sent.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            ThrowIfSending();
            _content.Clear();
        }
    }

    internal BatchContent BeginSend()
    {
        lock (_gate)
        {
            ThrowIfSending();
            _sending = true;
            return _content;
        }
    }

    internal void EndSend()
    {
        lock (_gate) _sending = false;
    }

    private void ThrowIfSending()
    {
        if (_sending) throw new InvalidOperationException("The batch is being sent; it can be changed again when that has finished.");
    }
}
