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
        var size = (ulong)(_parts?.Length ?? 0) + (ulong)payload.Length;
        if (size > maxMessageSize)
        {
            Forget();
            Detach(new Error(ErrorCode.MessageSizeExceeded)
            {
                Description = $"The received message (delivery-id:{_deliveryCount}, size:{size} bytes) exceeds the limit ({maxMessageSize} bytes) currently allowed on the link.",
            });
            return;
        }

        if (transfer.More || _parts is not null)
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
        Forget();
        _deliveryCount++;
        _credit--;
        if (_credit <= FullCredit / 2)
            GiveCredit();

        node.OnMessage(this, new IncomingDelivery(first.DeliveryId, first.MessageFormat, first.Settled || last.Settled, payload));
    }

    private void Forget()
    {
        _first = null;
        _parts = null;
    }

    private void GiveCredit()
    {
        _credit = FullCredit;
        Session.SendFlow(new Flow { Handle = Handle, DeliveryCount = _deliveryCount, LinkCredit = FullCredit });
    }
}
