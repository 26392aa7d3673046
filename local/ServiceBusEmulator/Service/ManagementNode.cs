using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The <c>$management</c> node of an entity (learn.microsoft.com, "AMQP request/response-based operations").</summary>
internal sealed class ManagementNode(EntityAddress entity, ISendTarget? target, MessageQueue? queue)
{
    public Message Answer(Request request)
    {
        var result = Run(request);
        var reply = new Message
        {
            ApplicationProperties = new ApplicationProperties { ["statusCode"] = result.Code, ["statusDescription"] = result.Description },
            BodySection = new AmqpValue { Value = result.Body },
        };
        if (result.Condition is { } condition)
            reply.ApplicationProperties["errorCondition"] = new Symbol(condition);
        return reply;
    }

    private Result Run(Request request)
    {
        try
        {
            return (request.Operation, queue, target) switch
            {
                ("com.microsoft:peek-message", { } source, _) => Peek(source, request),
                ("com.microsoft:renew-lock", { } source, _) => RenewLock(source, request),
                ("com.microsoft:update-disposition", { } source, _) => UpdateDisposition(source, request),
                ("com.microsoft:receive-by-sequence-number", { } source, _) => ReceiveDeferred(source, request),
                ("com.microsoft:schedule-message", _, { } sink) => Schedule(sink, request),
                ("com.microsoft:cancel-scheduled-message", _, { } sink) => Cancel(sink, request),
                _ => Unsupported(request.Operation),
            };
        }
        catch (AmqpException exception)
        {
            return new Result(400, exception.Error.Description ?? "The request cannot be read.", AmqpConditions.ArgumentError);
        }
    }

    private static Result Peek(MessageQueue queue, Request request)
    {
        var messages = queue.Peek(Number(request, "from-sequence-number", 0), (int)Math.Clamp(Number(request, "message-count", 1), 0, int.MaxValue));
        return messages.Count == 0
            ? new Result(204, "No messages were found.", AmqpConditions.MessageNotFound, [])
            : Result.Ok(new Map { ["messages"] = ListOf(messages, withLock: false) });
    }

    private static Result RenewLock(MessageQueue queue, Request request)
    {
        var expirations = request.Items<Guid>("lock-tokens").Select(queue.Renew).TakeWhile(until => until is not null).Select(until => until!.Value.UtcDateTime).ToArray();
        return expirations.Length == request.Items<Guid>("lock-tokens").Count() ? Result.Ok(new Map { ["expirations"] = expirations }) : Result.LockLost;
    }

    private static Result UpdateDisposition(MessageQueue queue, Request request)
    {
        var changes = BrokerMessage.ToDictionary(request.Argument("properties-to-modify") as Map);
        var reason = request.Argument("deadletter-reason") as string;
        var description = request.Argument("deadletter-description") as string;
        Func<Guid, bool>? settle = (request.Argument("disposition-status") as string) switch
        {
            "completed" => queue.Complete,
            "abandoned" => token => queue.Abandon(token, changes),
            "defered" => token => queue.Defer(token, changes),
            "suspended" => token => queue.DeadLetter(token, reason, description, changes),
            _ => null,
        };
        if (settle is null)
            return new Result(400, $"The disposition-status '{request.Argument("disposition-status")}' is not known.", AmqpConditions.ArgumentError);

        return request.Items<Guid>("lock-tokens").ToArray().All(settle) ? Result.Ok() : Result.LockLost;
    }

    private static Result ReceiveDeferred(MessageQueue queue, Request request)
    {
        var andDelete = Number(request, "receiver-settle-mode", 0) == 0;
        var messages = queue.ReceiveDeferred(request.Items<long>("sequence-numbers").ToArray(), andDelete);
        return messages.Count == 0
            ? new Result(404, "No deferred message has one of these sequence numbers.", AmqpConditions.MessageNotFound)
            : Result.Ok(new Map { ["messages"] = ListOf(messages, withLock: !andDelete) });
    }

    private static Result Schedule(ISendTarget target, Request request)
    {
        var messages = request.Items<Map>("messages")
            .Select(entry => (entry["message"] ?? entry[new Symbol("message")]) as byte[])
            .OfType<byte[]>()
            .Select(MessageCodec.ReadOne)
            .ToArray();
        return messages.Length == 0
            ? new Result(400, "There is no message to schedule.", AmqpConditions.ArgumentError)
            : Result.Ok(new Map { ["sequence-numbers"] = messages.Select(target.Send).ToArray() });
    }

    private static Result Cancel(ISendTarget target, Request request) =>
        request.Items<long>("sequence-numbers").ToArray().All(target.CancelScheduled)
            ? Result.Ok()
            : new Result(404, "A scheduled message with that sequence number does not exist.", AmqpConditions.MessageNotFound);

    /// <summary>Clients report <c>amqp:not-implemented</c> as NotSupportedException, with the text.</summary>
    private Result Unsupported(string? operation) => new(
        501,
        operation is "com.microsoft:add-rule" or "com.microsoft:remove-rule" or "com.microsoft:enumerate-rules"
            ? $"The operation '{operation}' is not supported by this emulator. Declare the rules of '{entity}' in its configuration file."
            : $"The operation '{operation}' is not supported by this emulator on '{entity}'.",
        ErrorCode.NotImplemented);

    private static long Number(Request request, string name, long fallback) =>
        Convert.ToInt64(request.Argument(name) ?? fallback, CultureInfo.InvariantCulture);

    private static List ListOf(IEnumerable<StoredMessage> messages, bool withLock)
    {
        var list = new List();
        foreach (var stored in messages)
        {
            var entry = new Map { ["message"] = MessageCodec.Write(stored), ["sequence-number"] = stored.SequenceNumber };
            if (withLock)
                entry["lock-token"] = stored.LockToken;
            list.Add(entry);
        }

        return list;
    }

    private sealed record Result(int Code, string Description, string? Condition = null, Map? Body = null)
    {
        public static Result LockLost => new(410, AmqpConditions.LockLostText, AmqpConditions.MessageLockLost);

        public static Result Ok(Map? body = null) => new(200, "OK", null, body ?? []);
    }
}
