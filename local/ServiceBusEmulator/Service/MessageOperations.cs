using System.Globalization;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The management operations on the messages of a queue or subscription.</summary>
internal static class MessageOperations
{
    public static ManagementResult Peek(MessageQueue queue, Request request)
    {
        var from = Convert.ToInt64(request.Argument("from-sequence-number") ?? 0L, CultureInfo.InvariantCulture);
        var count = Convert.ToInt32(request.Argument("message-count") ?? 1, CultureInfo.InvariantCulture);
        var messages = queue.Peek(from, Math.Max(count, 0));
        return messages.Count == 0
            ? new ManagementResult(204, "No messages were found.", AmqpConditions.MessageNotFound, [])
            : ManagementResult.Ok(new Map { ["messages"] = ListOf(messages, withLock: false) });
    }

    public static ManagementResult RenewLock(MessageQueue queue, Request request)
    {
        var expirations = new List<DateTime>();
        foreach (var token in request.Items<Guid>("lock-tokens"))
        {
            if (queue.Renew(token) is not { } until)
                return LockLost();

            expirations.Add(until.UtcDateTime);
        }

        return ManagementResult.Ok(new Map { ["expirations"] = expirations.ToArray() });
    }

    public static ManagementResult UpdateDisposition(MessageQueue queue, Request request)
    {
        var changes = Settlement.Changes(request.Argument("properties-to-modify") as Map);
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
            return new ManagementResult(400, $"The disposition-status '{request.Argument("disposition-status")}' is not known.", AmqpConditions.ArgumentError);

        return request.Items<Guid>("lock-tokens").ToArray().All(settle) ? ManagementResult.Ok() : LockLost();
    }

    public static ManagementResult ReceiveDeferred(MessageQueue queue, Request request)
    {
        var andDelete = Convert.ToInt32(request.Argument("receiver-settle-mode") ?? 0, CultureInfo.InvariantCulture) == 0;
        var messages = queue.ReceiveDeferred(request.Items<long>("sequence-numbers").ToArray(), andDelete);
        return messages.Count == 0
            ? new ManagementResult(404, "No deferred message has one of these sequence numbers.", AmqpConditions.MessageNotFound)
            : ManagementResult.Ok(new Map { ["messages"] = ListOf(messages, withLock: !andDelete) });
    }

    private static ManagementResult LockLost() => new(
        410, "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.", AmqpConditions.MessageLockLost);

    private static List ListOf(IEnumerable<StoredMessage> messages, bool withLock)
    {
        var list = new List();
        foreach (var stored in messages)
        {
            var entry = new Map { ["message"] = MessageWriter.Write(stored), ["sequence-number"] = stored.SequenceNumber };
            if (withLock)
                entry["lock-token"] = stored.LockToken;
            list.Add(entry);
        }

        return list;
    }
}
