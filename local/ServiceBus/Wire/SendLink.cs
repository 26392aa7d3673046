using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>An attached link that sends.</summary>
internal sealed class SendLink : IReopenable
{
    private readonly string _entityPath;
    private readonly LinkLife _life;
    private readonly SenderLink _link;

    private SendLink(string entityPath, LinkLife life, SenderLink link, ulong maxMessageSize)
    {
        _entityPath = entityPath;
        _life = life;
        _link = link;
        MaxMessageSize = maxMessageSize is 0 or > long.MaxValue ? long.MaxValue : (long)maxMessageSize;
    }

    public bool IsOpen => _life.IsOpen;

    /// <summary>The largest message that the peer takes, in bytes.</summary>
    public long MaxMessageSize { get; }

    public static async Task<SendLink> OpenAsync(Connection connection, string entityPath, string identifier, CancellationToken cancellationToken)
    {
        var life = new LinkLife(entityPath);
        var session = new Session(connection);
        var attach = new Attach
        {
            Source = new Source { Address = identifier },
            Target = new Target { Address = entityPath },
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.First,
        };
        var link = new SenderLink(session, $"{identifier}-{Guid.NewGuid():N}", attach, life.OnAttached);
        life.Follow(link);
        try
        {
            var remote = await life.AttachedAsync(cancellationToken);
            return new SendLink(entityPath, life, link, remote.MaxMessageSize);
        }
        catch
        {
            session.Close(TimeSpan.Zero);
            throw;
        }
    }

    /// <summary>Sends and waits until the peer has accepted.</summary>
    /// <exception cref="ServiceBusException">Among others: the message is larger than the peer takes.</exception>
    public async Task SendAsync(Message message, CancellationToken cancellationToken)
    {
        ThrowIfTooLarge(message);
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var closed = _life.Closed.Register(() => accepted.TrySetException(_life.CloseException));
        _link.Send(message, null, (_, _, outcome, _) => Decide(accepted, outcome), null);
        await accepted.Task.WaitAsync(cancellationToken);
    }

    public async Task CloseAsync()
    {
        await Closing.CloseQuietlyAsync(_link);
        await Closing.CloseQuietlyAsync(_link.Session);
    }

    // Sent all the same, it would cost the link, and with it the messages of others.
    private void ThrowIfTooLarge(Message message)
    {
        // Sections other than the body are bounded; the body alone decides whether it is worth measuring.
        if (message.GetEstimatedMessageSize() < MaxMessageSize / 2) return;
        var size = message.Encode().Length;
        if (size <= MaxMessageSize) return;
        throw new ServiceBusException(
            $"The message takes {size} bytes; '{_entityPath}' takes at most {MaxMessageSize}.", ServiceBusFailureReason.MessageSizeExceeded, _entityPath);
    }

    private void Decide(TaskCompletionSource accepted, Outcome outcome)
    {
        switch (outcome)
        {
            case Accepted:
                accepted.TrySetResult();
                break;
            case Rejected rejected:
                accepted.TrySetException(AmqpErrors.ToException(rejected.Error, _entityPath));
                break;
            default:
                // Released or modified: not taken, by a peer or a link that is going away.
                accepted.TrySetException(AmqpErrors.ToException(error: null, _entityPath));
                break;
        }
    }
}
