using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>One end of a link (AMQP 1.0 part 2, section 2.6). Our handle is the peer's: both ends number for themselves.</summary>
internal abstract class AmqpLink(AmqpSession session, Attach attach)
{
    public AmqpSession Session { get; } = session;

    public string Name { get; } = attach.LinkName;

    public uint Handle { get; } = attach.Handle;

    /// <summary>Where the peer wants replies, for request-response links: the address of its own end.</summary>
    public string? PeerAddress { get; } = attach.Role ? (attach.Target as Target)?.Address : (attach.Source as Source)?.Address;

    /// <summary>We have sent a detach; what still arrives is ignored until the peer's detach.</summary>
    public bool DetachSent { get; private set; }

    public abstract void OnFlow(Flow flow);

    public abstract void OnTransfer(Transfer transfer, ReadOnlyMemory<byte> payload);

    public abstract void OnDetached();

    public void Detach(Error? error)
    {
        if (DetachSent)
            return;

        DetachSent = true;
        Session.Send(new Detach { Handle = Handle, Closed = true, Error = error });
        OnDetached();
    }
}
