using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The <c>$management</c> node of an entity (learn.microsoft.com, "AMQP request/response-based operations").</summary>
internal sealed class ManagementNode(EntityAddress address, ISendTarget? target, MessageQueue? queue) : IIncomingNode
{
    public void OnMessage(IncomingLink link, IncomingDelivery delivery)
    {
        var request = Request.Read(link, delivery);
        if (request is null)
            return;

        link.Settle(delivery, new Accepted());
        var result = Answer(request);
        var reply = request.Reply();
        reply.ApplicationProperties = new ApplicationProperties { ["statusCode"] = result.Code, ["statusDescription"] = result.Description };
        if (result.Condition is { } condition)
            reply.ApplicationProperties["errorCondition"] = new Symbol(condition);
        reply.BodySection = new AmqpValue { Value = result.Body };
        ReplyNode.Send(link.Session, new EntityAddress(address.Path.ToUpperInvariant()), request.ReplyTo, reply);
    }

    public void OnDetached(IncomingLink link)
    {
        // Nothing is held for it.
    }

    private ManagementResult Answer(Request request)
    {
        try
        {
            return (request.Operation, queue, target) switch
            {
                ("com.microsoft:peek-message", { } source, _) => MessageOperations.Peek(source, request),
                ("com.microsoft:renew-lock", { } source, _) => MessageOperations.RenewLock(source, request),
                ("com.microsoft:update-disposition", { } source, _) => MessageOperations.UpdateDisposition(source, request),
                ("com.microsoft:receive-by-sequence-number", { } source, _) => MessageOperations.ReceiveDeferred(source, request),
                ("com.microsoft:schedule-message", _, { } sink) => ScheduleOperations.Schedule(sink, request),
                ("com.microsoft:cancel-scheduled-message", _, { } sink) => ScheduleOperations.Cancel(sink, request),
                _ => Unsupported.Operation(request.Operation, address.Entity),
            };
        }
        catch (AmqpException exception)
        {
            return new ManagementResult(400, exception.Error.Description ?? "The request cannot be read.", AmqpConditions.ArgumentError);
        }
    }
}

/// <summary>The answer to a management request.</summary>
internal sealed record ManagementResult(int Code, string Description, string? Condition = null, Map? Body = null)
{
    public static ManagementResult Ok(Map? body = null) => new(200, "OK", null, body ?? []);
}
