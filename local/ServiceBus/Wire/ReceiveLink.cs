using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// An attached link that receives. It asks the broker for what somebody waits for, and no more unless prefetching: when nobody waits any
/// longer, the credit is drained, and what is already under way is released again, so that no message stays locked here unseen.
/// </summary>
internal sealed class ReceiveLink : IReopenable
{
    // After the first message of several, how long to wait for company.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly LinkedList<Receiving> _waiting = [];
    private readonly Queue<Message> _ahead = [];
    private readonly ReceiveLinkSettings _settings;
    private readonly LinkLife _life;
    private readonly ReceiverLink _link;
    private int _credit;

    private ReceiveLink(Connection connection, string entityPath, ReceiveLinkSettings settings)
    {
        _settings = settings;
        _life = new LinkLife(entityPath);
        var session = new Session(connection);
        var attach = new Attach
        {
            Source = new Source { Address = entityPath },
            Target = new Target { Address = settings.Identifier },
            SndSettleMode = settings.Mode == ServiceBusReceiveMode.PeekLock ? SenderSettleMode.Unsettled : SenderSettleMode.Settled,
            RcvSettleMode = ReceiverSettleMode.First,
        };
        _link = new ReceiverLink(session, $"{settings.Identifier}-{Guid.NewGuid():N}", attach, _life.OnAttached);
        _life.Follow(_link);
    }

    public bool IsOpen => _life.IsOpen;

    public static async Task<ReceiveLink> OpenAsync(Connection connection, string entityPath, ReceiveLinkSettings settings, CancellationToken cancellationToken)
    {
        var link = new ReceiveLink(connection, entityPath, settings);
        try
        {
            await link._life.AttachedAsync(cancellationToken);
            link._link.Start(0, link.OnMessage);
            lock (link._gate) link.AskForMissing();
            return link;
        }
        catch
        {
            link._link.Session.Close(TimeSpan.Zero);
            throw;
        }
    }

    /// <summary>Waits for the first message, gathers what follows at once, up to <paramref name="count"/>; empty when none came in time.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int count, TimeSpan wait, CancellationToken cancellationToken)
    {
        var receiving = new Receiving(count);
        await using var closed = _life.Closed.Register(() => receiving.Fail(_life.CloseException));
        lock (_gate)
        {
            while (!receiving.IsFull && _ahead.TryDequeue(out var message)) receiving.Take(message);
            _waiting.AddLast(receiving);
            AskForMissing();
        }

        Exception? failure = null;
        try
        {
            await receiving.First.WaitAsync(wait, _settings.Time, cancellationToken);
            if (!receiving.Full.IsCompleted) await receiving.Full.WaitAsync(Gathering, _settings.Time, cancellationToken);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        IReadOnlyList<Message> received;
        lock (_gate)
        {
            received = receiving.Finish();
            _waiting.Remove(receiving);
            if (_waiting.Count == 0) DrainExcess();
        }

        // What has arrived is handed over, even if the wait ended badly: nobody else would see it.
        if (received.Count == 0 && failure is not (null or TimeoutException)) throw failure;
        return [.. received.Select(message => MessageDecoder.FromDelivery(message, _link))];
    }

    public async Task CloseAsync()
    {
        Message[] leftover;
        lock (_gate)
        {
            leftover = [.. _ahead];
            _ahead.Clear();
        }

        foreach (var message in leftover) Release(message);
        await Closing.CloseQuietlyAsync(_link);
        await Closing.CloseQuietlyAsync(_link.Session);
    }

    private void OnMessage(IReceiverLink link, Message message)
    {
        lock (_gate)
        {
            if (_credit > 0) _credit--;
            foreach (var receiving in _waiting)
            {
                if (receiving.IsFull) continue;
                receiving.Take(message);
                return;
            }

            // A message that the broker has forgotten already must be kept.
            if (_settings.Mode == ServiceBusReceiveMode.ReceiveAndDelete || _ahead.Count < _settings.PrefetchCount)
            {
                _ahead.Enqueue(message);
                return;
            }
        }

        Release(message);
    }

    private void AskForMissing()
    {
        var wanted = _waiting.Sum(receiving => receiving.Missing);
        var missing = Math.Max(wanted, _settings.PrefetchCount - _ahead.Count) - _credit;
        if (missing <= 0 || !IsOpen) return;
        _credit += missing;
        _link.SetCredit(missing, CreditMode.Manual);
    }

    private void DrainExcess()
    {
        if (_settings.PrefetchCount > 0)
        {
            AskForMissing();
        }
        else if (_credit > 0 && IsOpen)
        {
            _link.SetCredit(_credit, CreditMode.Drain);
            _credit = 0;
        }
    }

    private void Release(Message message)
    {
        if (_settings.Mode != ServiceBusReceiveMode.PeekLock || !IsOpen) return;
        try
        {
            _link.Release(message);
        }
        catch (AmqpException)
        {
            // The link was closed meanwhile; the lock runs out by itself.
        }
    }
}
