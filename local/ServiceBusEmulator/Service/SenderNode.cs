using Amqp;
using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Takes what a client sends to a queue or topic.</summary>
internal sealed class SenderNode(ISendTarget target, Faults faults, TimeProvider timeProvider) : IIncomingNode
{
    public void OnMessage(IncomingLink link, IncomingDelivery delivery)
    {
        if (faults.SendDelay is { } delay && delay > TimeSpan.Zero)
            _ = TakeLaterAsync(link, delivery, delay);
        else
            Take(link, delivery);
    }

    public void OnDetached(IncomingLink link)
    {
        // Nothing is held for a sender.
    }

    private async Task TakeLaterAsync(IncomingLink link, IncomingDelivery delivery, TimeSpan delay)
    {
        await Task.Delay(delay, timeProvider);
        lock (link.Session.Connection.Gate)
            Take(link, delivery);
    }

    private void Take(IncomingLink link, IncomingDelivery delivery)
    {
        if (faults.TakeSendError() is { } error)
        {
            link.Settle(delivery, new Rejected { Error = error });
            return;
        }

        try
        {
            foreach (var message in MessageReader.Read(delivery.MessageFormat, delivery.Payload))
                target.Send(message);
        }
        catch (AmqpException exception)
        {
            link.Settle(delivery, new Rejected { Error = exception.Error });
            return;
        }

        if (faults.TakeLostAnswer())
            link.Session.Connection.Abort();
        else
            link.Settle(delivery, new Accepted());
    }
}
