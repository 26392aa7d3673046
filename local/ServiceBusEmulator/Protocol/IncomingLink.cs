using Amqp;
using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>A link on which the peer sends and we receive.</summary>
internal sealed class IncomingLink(AmqpSession session, Attach attach, IIncomingNode node, ulong maxMessageSize) : AmqpLink(session, attach)
{
    /// <summary>The credit that Service Bus gives its senders.</summary>
    private const uint FullCredit = 1000;

    private uint _deliveryCount = attach.InitialDeliveryCount;
    private uint _credit;
    private Transfer? _first;
    private MemoryStream? _parts;
    private ulong _size;

    public void Open() => GiveCredit();

    public override void OnFlow(Flow flow)
    {
        // The sender tells its delivery count here; ours is counted from the transfers.
        if (flow.Echo)
            GiveCredit();
    }

    public override void OnTransfer(Transfer transfer, ReadOnlyMemory<byte> payload)
    {
        if (transfer.Aborted)
        {
            Forget();
            return;
        }

        _first ??= transfer;
        _size += (ulong)payload.Length;
        if (_size <= maxMessageSize && (transfer.More || _parts is not null))
            (_parts ??= new MemoryStream()).Write(payload.Span);

        if (!transfer.More)
            Deliver(transfer, _parts?.ToArray() ?? payload.ToArray());
    }

    /// <summary>Tells the peer what became of its message.</summary>
    public void Settle(IncomingDelivery delivery, DeliveryState state)
    {
        if (!delivery.Settled)
            Session.Send(new Dispose { Role = true, First = delivery.Id, Last = delivery.Id, Settled = true, State = state });
    }

    public override void OnDetached() => node.OnDetached(this);

    private void Deliver(Transfer last, byte[] payload)
    {
        var first = _first!;
        var size = _size;
        Forget();
        _deliveryCount++;
        _credit--;
        if (_credit <= FullCredit / 2)
            GiveCredit();

        var delivery = new IncomingDelivery(first.DeliveryId, first.MessageFormat, first.Settled || last.Settled, payload);
        if (size > maxMessageSize)
            Settle(delivery, new Rejected { Error = TooLarge(delivery.Id, size) });
        else
            node.OnMessage(this, delivery);
    }

    private void Forget()
    {
        _first = null;
        _parts = null;
        _size = 0;
    }

    /// <summary>
    /// Refuses the message, not the link: Microsoft's JavaScript client does not tell a sender whose link was detached,
    /// but lets it wait until its time is up.
    /// </summary>
    private Error TooLarge(uint id, ulong size) => new(ErrorCode.MessageSizeExceeded)
    {
        Description = $"The received message (delivery-id:{id}, size:{size} bytes) exceeds the limit ({maxMessageSize} bytes) currently allowed on the link.",
    };

    private void GiveCredit()
    {
        _credit = FullCredit;
        Session.SendFlow(new Flow { Handle = Handle, DeliveryCount = _deliveryCount, LinkCredit = FullCredit });
    }
}
