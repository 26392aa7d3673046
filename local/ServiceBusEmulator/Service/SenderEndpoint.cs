using Amqp;
using Amqp.Listener;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Takes what a client sends to a queue or topic.</summary>
internal sealed class SenderEndpoint(
    ISendTarget target, Faults faults, TimeProvider timeProvider, long maxMessageSize, Action countTransfer, Action cutConnection)
    : IncomingEndpoint(maxMessageSize)
{
    protected override void OnMessage(MessageContext context, WireMessage message)
    {
        countTransfer();
        if (faults.SendDelay is var delay && delay > TimeSpan.Zero)
            _ = TakeLaterAsync(context, message, delay);
        else
            Take(context, message);
    }

    private async Task TakeLaterAsync(MessageContext context, WireMessage message, TimeSpan delay)
    {
        await Task.Delay(delay, timeProvider);
        Take(context, message);
    }

    private void Take(MessageContext context, WireMessage message)
    {
        if (faults.TakeSendError() is { } error)
        {
            context.Complete(error);
            return;
        }

        try
        {
            foreach (var sent in MessageCodec.Read(message.Format, message.Bytes))
                target.Send(sent);
        }
        catch (AmqpException exception)
        {
            context.Complete(exception.Error);
            return;
        }

        if (faults.TakeLostAnswer())
            cutConnection();
        else
            context.Complete();
    }
}
