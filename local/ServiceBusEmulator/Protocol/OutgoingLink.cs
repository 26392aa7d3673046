using Amqp;
using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>A link on which we send and the peer receives. Credit and drain follow AMQP 1.0 part 2, section 2.6.7.</summary>
internal sealed class OutgoingLink(AmqpSession session, Attach attach, IOutgoingNode node) : AmqpLink(session, attach)
{
    private uint _deliveryCount;
    private uint _credit;
    private bool _drain;

    public IOutgoingNode Node => node;

    /// <summary>Whether the peer asked for messages that need no settlement (receive and delete).</summary>
    public bool SendsSettled { get; } = attach.SndSettleMode == SenderSettleMode.Settled;

    /// <summary>Whether a message may be sent now.</summary>
    public bool CanSend => !DetachSent && _credit > 0 && Session.CanTransfer;

    public override void OnFlow(Flow flow)
    {
        // link-credit = peer's delivery-count + peer's link-credit - our delivery-count, in serial number arithmetic.
        var credit = unchecked((int)(flow.DeliveryCount + flow.LinkCredit - _deliveryCount));
        _credit = (uint)Math.Max(credit, 0);
        _drain = flow.Drain;
        node.OnReady(this);
        if (flow.Echo && !_drain)
            SendFlow(drain: false);
    }

    public override void OnTransfer(Transfer transfer, ReadOnlyMemory<byte> payload) =>
        throw new AmqpException(ErrorCode.NotAllowed, "A transfer came on a link on which the peer receives.");

    public OutgoingDelivery Send(byte[] tag, byte[] payload)
    {
        _deliveryCount++;
        _credit--;
        return Session.Transfer(this, tag, payload, SendsSettled);
    }

    /// <summary>There is nothing to send: gives the rest of the credit back when the peer asked for that.</summary>
    public void CompleteDrain()
    {
        if (!_drain || DetachSent)
            return;

        _deliveryCount += _credit;
        _credit = 0;
        _drain = false;

        // rhea, under Microsoft's JavaScript client, only takes a flow with drain set for the end of draining.
        SendFlow(drain: true);
    }

    public void OnSessionWindow() => node.OnReady(this);

    public void OnDisposition(OutgoingDelivery delivery, DeliveryState? state, bool settled) =>
        node.OnDisposition(this, delivery, state, settled);

    /// <summary>Tells the peer that its outcome is done, and with which result.</summary>
    public void Settle(OutgoingDelivery delivery, DeliveryState? state) =>
        Session.Send(new Dispose { Role = false, First = delivery.Id, Last = delivery.Id, Settled = true, State = state });

    public override void OnDetached() => node.OnDetached(this);

    private void SendFlow(bool drain) =>
        Session.SendFlow(new Flow { Handle = Handle, DeliveryCount = _deliveryCount, LinkCredit = _credit, Drain = drain });
}
