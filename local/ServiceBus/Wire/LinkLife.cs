using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Follows a link from its attach to its end.</summary>
internal sealed class LinkLife(string entityPath)
{
    private readonly TaskCompletionSource<Attach> _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();
    private Error? _error;

    public bool IsOpen => _attached.Task.IsCompletedSuccessfully && !_closed.IsCancellationRequested;

    /// <summary>Cancelled when the link has ended, for whatever reason.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Why the link has ended, as an exception.</summary>
    public Exception CloseException => AmqpErrors.ToException(_error, entityPath);

    public void Follow(Link link) => link.AddClosedCallback(OnClosed);

    public void OnAttached(ILink link, Attach attach)
    {
        // A refusal is an attach without the terminus, followed by a detach that says why (AMQP 1.0, 2.6.3).
        var refused = attach.Role ? attach.Target is null : attach.Source is null;
        if (!refused) _attached.TrySetResult(attach);
    }

    /// <summary>Waits until the peer has attached.</summary>
    public Task<Attach> AttachedAsync(CancellationToken cancellationToken) => _attached.Task.WaitAsync(cancellationToken);

    private void OnClosed(IAmqpObject sender, Error error)
    {
        _error = error ?? (sender as AmqpObject)?.Error;
        _closed.Cancel();
        _attached.TrySetException(CloseException);
    }
}
