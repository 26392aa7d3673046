using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// Gives a client the messages of a queue, subscription or dead-letter queue, and settles them. When the link goes,
/// the locks stay until they run out, as in the service.
/// </summary>
internal sealed class ReceiverNode : IOutgoingNode
{
    private readonly MessageQueue _queue;
    private OutgoingLink? _link;
    private int _signalled;

    public ReceiverNode(MessageQueue queue)
    {
        _queue = queue;
        _queue.AddReceiver(OnSignal);
    }

    public void OnReady(OutgoingLink link)
    {
        _link = link;
        while (link.CanSend && _queue.Receive(andDelete: link.SendsSettled) is { } stored)
            link.Send((stored.LockToken ?? Guid.NewGuid()).ToByteArray(), MessageWriter.Write(stored));

        // What is still waiting for the session's window will use its credit; only an empty queue ends a drain.
        if (link.Session.CanTransfer)
            link.CompleteDrain();
    }

    public void OnDisposition(OutgoingLink link, OutgoingDelivery delivery, DeliveryState? state, bool settled)
    {
        // A settlement without outcome leaves the message under its lock.
        if (state is not Outcome outcome)
            return;

        var held = Settlement.Apply(_queue, new Guid(delivery.Tag), outcome);
        if (settled)
            return;

        link.Settle(delivery, held ? Done(outcome) : new Rejected
        {
            Error = new Error(AmqpConditions.MessageLockLost) { Description = "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue." },
        });
    }

    public void OnDetached(OutgoingLink link) => _queue.RemoveReceiver(OnSignal);

    /// <summary>The answer names the same outcome, without the cause that the client gave: that would read as an error of ours.</summary>
    private static Outcome Done(Outcome outcome) => outcome is Rejected ? new Rejected() : outcome;

    /// <summary>There may be a message. Comes on a thread of the pool; many signals make one look.</summary>
    private void OnSignal()
    {
        if (_link is not { } link || Interlocked.Exchange(ref _signalled, 1) == 1)
            return;

        lock (link.Session.Connection.Gate)
        {
            Interlocked.Exchange(ref _signalled, 0);
            if (link.CanSend)
                OnReady(link);
        }
    }
}
