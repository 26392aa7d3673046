using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>A link that was not allowed; it waits for the peer's detach.</summary>
internal sealed class RefusedLink(AmqpSession session, Attach attach) : AmqpLink(session, attach)
{
    public override void OnFlow(Flow flow)
    {
        // Nothing to tell: the detach is under way.
    }

    public override void OnTransfer(Transfer transfer, ReadOnlyMemory<byte> payload)
    {
        // Likewise.
    }

    public override void OnDetached()
    {
        // No node was opened for it.
    }
}
