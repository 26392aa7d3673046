using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>One session (AMQP 1.0 part 2, section 2.5). Every call holds the connection's gate.</summary>
internal sealed class AmqpSession
{
    private const uint Window = 5000;
    private readonly ushort _channel;
    private readonly Dictionary<uint, AmqpLink> _links = [];
    private readonly Dictionary<uint, OutgoingDelivery> _unsettled = [];
    private readonly Queue<(Transfer Transfer, byte[] Payload)> _waiting = [];
    private uint _nextIncomingId;
    private uint _incomingLeft = Window;
    private uint _nextOutgoingId;
    private uint _nextDeliveryId;
    private uint _remoteIncomingWindow;

    public AmqpSession(AmqpConnection connection, ushort channel, Begin begin)
    {
        Connection = connection;
        _channel = channel;
        _nextIncomingId = begin.NextOutgoingId;
        _remoteIncomingWindow = begin.IncomingWindow;
        Send(new Begin { RemoteChannel = channel, NextOutgoingId = 0, IncomingWindow = Window, OutgoingWindow = Window, HandleMax = uint.MaxValue });
    }

    public AmqpConnection Connection { get; }

    public bool EndSent { get; private set; }

    /// <summary>Whether the peer's window has room for a new message.</summary>
    public bool CanTransfer => !EndSent && _waiting.Count == 0 && _remoteIncomingWindow > 0;

    /// <summary>The links on which we send, for replies.</summary>
    public IEnumerable<OutgoingLink> OutgoingLinks => _links.Values.OfType<OutgoingLink>().Where(link => !link.DetachSent);

    public void Send(DescribedList performative) => Connection.Send(_channel, performative);

    public void SendFlow(Flow flow)
    {
        flow.NextIncomingId = _nextIncomingId;
        flow.IncomingWindow = _incomingLeft = Window;
        flow.NextOutgoingId = _nextOutgoingId;
        flow.OutgoingWindow = Window;
        Send(flow);
    }

    public void OnPerformative(DescribedList performative, ReadOnlyMemory<byte> payload)
    {
        switch (performative)
        {
            case Attach attach:
                OnAttach(attach);
                break;
            case Detach detach:
                OnDetach(detach);
                break;
            case Flow flow:
                OnFlow(flow);
                break;
            case Transfer transfer:
                OnTransfer(transfer, payload);
                break;
            case Dispose disposition:
                OnDisposition(disposition);
                break;
            default:
                throw new AmqpException(ErrorCode.NotImplemented, $"The performative '{performative.GetType().Name}' is not expected in a session.");
        }
    }

    /// <summary>Sends a message, in as many frames as the peer's frame size asks for and as its window lets through.</summary>
    public OutgoingDelivery Transfer(OutgoingLink link, byte[] tag, byte[] payload, bool settled)
    {
        var delivery = new OutgoingDelivery(_nextDeliveryId++, tag, link);
        if (!settled)
            _unsettled[delivery.Id] = delivery;

        var room = Connection.TransferRoom;
        for (var start = 0; start == 0 || start < payload.Length; start += room)
        {
            var part = payload.AsSpan(start, Math.Min(room, payload.Length - start)).ToArray();
            var more = start + part.Length < payload.Length;
            _waiting.Enqueue((new Transfer { Handle = link.Handle, DeliveryId = delivery.Id, DeliveryTag = tag, MessageFormat = 0, Settled = settled, More = more }, part));
        }

        SendWaiting();
        return delivery;
    }

    public void OnEnd(bool reply)
    {
        foreach (var link in _links.Values.Where(link => !link.DetachSent))
            link.OnDetached();

        _links.Clear();
        if (reply && !EndSent)
            Send(new End());
        EndSent = true;
    }

    private void OnAttach(Attach attach)
    {
        if (_links.ContainsKey(attach.Handle))
            throw new AmqpException(ErrorCode.HandleInUse, $"The handle {attach.Handle} is in use.");

        try
        {
            Open(attach);
        }
        catch (AmqpException exception)
        {
            // AMQP 1.0 part 2, section 2.6.3: a refused link is attached without terminus, then detached with the cause.
            Send(new Attach { LinkName = attach.LinkName, Handle = attach.Handle, Role = !attach.Role, InitialDeliveryCount = 0 });
            var refused = new RefusedLink(this, attach);
            _links.Add(attach.Handle, refused);
            refused.Detach(exception.Error);
        }
    }

    private void Open(Attach attach)
    {
        var reply = new Attach
        {
            LinkName = attach.LinkName,
            Handle = attach.Handle,
            Role = !attach.Role,
            SndSettleMode = attach.SndSettleMode,
            RcvSettleMode = attach.RcvSettleMode,
            Source = attach.Source,
            Target = attach.Target,
            MaxMessageSize = Connection.MaxMessageSize,
        };
        if (attach.Role)
        {
            reply.InitialDeliveryCount = 0;
            var link = new OutgoingLink(this, attach, Connection.Nodes.OpenOutgoing(this, attach));
            _links.Add(attach.Handle, link);
            Send(reply);
        }
        else
        {
            var link = new IncomingLink(this, attach, Connection.Nodes.OpenIncoming(this, attach), Connection.MaxMessageSize);
            _links.Add(attach.Handle, link);
            Send(reply);
            link.Open();
        }
    }

    private void OnDetach(Detach detach)
    {
        if (!_links.Remove(detach.Handle, out var link) || link.DetachSent)
            return;

        link.OnDetached();
        Send(new Detach { Handle = detach.Handle, Closed = detach.Closed });
    }

    private void OnFlow(Flow flow)
    {
        // A peer that has not seen our begin yet leaves next-incoming-id out: then our first id is meant, which is 0.
        var onTheWay = _nextOutgoingId - flow.NextIncomingId;
        _remoteIncomingWindow = flow.IncomingWindow > onTheWay ? flow.IncomingWindow - onTheWay : 0;
        SendWaiting();
        if (flow.HasHandle)
        {
            if (_links.TryGetValue(flow.Handle, out var link) && !link.DetachSent)
                link.OnFlow(flow);
        }
        else if (flow.Echo)
        {
            SendFlow(new Flow());
        }

        foreach (var link in OutgoingLinks.Where(link => link.CanSend).ToArray())
            link.OnSessionWindow();
    }

    private void OnTransfer(Transfer transfer, ReadOnlyMemory<byte> payload)
    {
        _nextIncomingId++;
        if (--_incomingLeft <= Window / 2)
            SendFlow(new Flow());

        if (!_links.TryGetValue(transfer.Handle, out var link))
            throw new AmqpException(ErrorCode.UnattachedHandle, $"A transfer came on handle {transfer.Handle}, which is not attached.");

        if (!link.DetachSent)
            link.OnTransfer(transfer, payload);
    }

    private void OnDisposition(Dispose disposition)
    {
        // role true: the peer is the receiver of these deliveries. What we received is always settled at once.
        if (!disposition.Role)
            return;

        var last = disposition.HasField(LastField) ? disposition.Last : disposition.First;
        var covered = _unsettled.Keys.Where(id => id - disposition.First <= last - disposition.First).Order().ToArray();
        foreach (var id in covered)
        {
            var delivery = _unsettled[id];
            if (disposition.Settled || disposition.State is Outcome)
                _unsettled.Remove(id);
            delivery.Link.OnDisposition(delivery, disposition.State, disposition.Settled);
        }
    }

    private const int LastField = 2;

    private void SendWaiting()
    {
        while (_remoteIncomingWindow > 0 && _waiting.TryDequeue(out var next))
        {
            _remoteIncomingWindow--;
            _nextOutgoingId++;
            Connection.Send(_channel, next.Transfer, next.Payload);
        }
    }
}
