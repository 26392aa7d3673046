using Amqp.Framing;
using Amqp.Listener;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// Gives a client the messages of a queue, subscription or dead-letter queue, and settles them. When the link ends, the
/// locks stay until they expire, as in the service.
/// </summary>
internal sealed class ReceiverEndpoint : OutgoingEndpoint
{
    private readonly MessageQueue _queue;
    private int _signalled;

    public ReceiverEndpoint(ListenerLink link, Lock gate, MessageQueue queue)
        : base(link, gate)
    {
        _queue = queue;
        _queue.AddReceiver(OnSignal);
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // The library releases what was not settled when a link ends; and a settlement without an outcome leaves the lock.
        if (Link.IsClosed || dispositionContext.DeliveryState is not Outcome outcome)
            return;

        var message = (WireMessage)dispositionContext.Message;
        var held = Settlement.Apply(_queue, new Guid(message.Tag!), outcome);
        if (!dispositionContext.Settled)
            Link.DisposeMessage(message, Answer(outcome, held), settled: true);
    }

    // Must not wait for the lock for sending: the library holds its own locks here.
    public override void OnLinkClosed(ListenerLink link, Error error) => _queue.RemoveReceiver(OnSignal);

    protected override void SendWaiting()
    {
        Volatile.Write(ref _signalled, 0);
        while (CanSend && _queue.Receive(andDelete: Link.SettleOnSend) is { } stored)
        {
            var tag = (stored.LockToken ?? Guid.NewGuid()).ToByteArray();
            if (!TrySend(new WireMessage(MessageCodec.Write(stored)) { Tag = tag }) && stored.LockToken is { } token)
                _queue.Release(token);
        }
    }

    /// <summary>Names the same outcome, without the cause that the client gave: that would read as an error of ours.</summary>
    private static Outcome Answer(Outcome outcome, bool held) =>
        !held ? new Rejected { Error = new Error(AmqpConditions.MessageLockLost) { Description = AmqpConditions.LockLostText } }
        : outcome is Rejected ? new Rejected()
        : outcome;

    /// <summary>There may be a message. Comes on a thread of the pool; many signals make one look.</summary>
    private void OnSignal()
    {
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
            SendNow();
    }
}
