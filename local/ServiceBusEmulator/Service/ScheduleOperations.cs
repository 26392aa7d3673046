using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The management operations on scheduled messages of a queue or topic.</summary>
internal static class ScheduleOperations
{
    public static ManagementResult Schedule(ISendTarget target, Request request)
    {
        var messages = request.Items<Map>("messages")
            .Select(entry => (entry["message"] ?? entry[new Symbol("message")]) as byte[])
            .OfType<byte[]>()
            .Select(MessageReader.ReadOne)
            .ToArray();
        return messages.Length == 0
            ? new ManagementResult(400, "There is no message to schedule.", AmqpConditions.ArgumentError)
            : ManagementResult.Ok(new Map { ["sequence-numbers"] = messages.Select(target.Send).ToArray() });
    }

    public static ManagementResult Cancel(ISendTarget target, Request request) =>
        request.Items<long>("sequence-numbers").ToArray().All(target.CancelScheduled)
            ? ManagementResult.Ok()
            : new ManagementResult(404, "A scheduled message with that sequence number does not exist.", AmqpConditions.MessageNotFound);
}
