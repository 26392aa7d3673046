using System.Collections;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// The requests of an entity's <c>$management</c> node
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response).
/// </summary>
internal sealed class ManagementClient(BusConnection connection, string entityPath)
{
    private readonly Reopening<RequestLink> _link = connection.Reopen(async token =>
    {
        var live = await connection.GetAsync(token);
        return await live.OpenManagementAsync(entityPath, token);
    });

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(long fromSequenceNumber, int count, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("peek-message", new Map { ["from-sequence-number"] = fromSequenceNumber, ["message-count"] = count }, cancellationToken);
        return [.. MessagesOf(answer).Select(message => MessageDecoder.FromManagement((byte[])message["message"], lockToken: null))];
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(
        long[] sequenceNumbers,
        ServiceBusReceiveMode mode,
        CancellationToken cancellationToken)
    {
        var body = new Map { ["sequence-numbers"] = sequenceNumbers, ["receiver-settle-mode"] = mode == ServiceBusReceiveMode.ReceiveAndDelete ? 0u : 1u };
        var answer = await AskAsync("receive-by-sequence-number", body, cancellationToken);
        return
        [
            .. MessagesOf(answer).Select(message => MessageDecoder.FromManagement(
                (byte[])message["message"], message["lock-token"] as Guid? ?? Guid.Empty)),
        ];
    }

    public async Task<DateTimeOffset> RenewLockAsync(Guid lockToken, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("renew-lock", new Map { ["lock-tokens"] = new[] { lockToken } }, cancellationToken);
        foreach (var expiration in BodyOf(answer)["expirations"] as IEnumerable ?? Array.Empty<object>())
        {
            if (expiration is DateTime time) return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
        }

        throw new ServiceBusException("The service renewed the lock but did not say until when.", ServiceBusFailureReason.GeneralError, entityPath);
    }

    public Task SettleAsync(Guid lockToken, Settlement settlement, CancellationToken cancellationToken)
    {
        var body = new Map { ["disposition-status"] = settlement.Status, ["lock-tokens"] = new[] { lockToken } };
        if (settlement.DeadLetterReason is not null) body["deadletter-reason"] = settlement.DeadLetterReason;
        if (settlement.DeadLetterDescription is not null) body["deadletter-description"] = settlement.DeadLetterDescription;
        if (settlement.PropertiesToModify is { Count: > 0 } properties)
        {
            var map = new Map();
            foreach (var (name, value) in properties) map[name] = AmqpValues.ToAmqp(name, value);
            body["properties-to-modify"] = map;
        }

        return AskAsync("update-disposition", body, cancellationToken);
    }

    public async Task<IReadOnlyList<long>> ScheduleAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        var list = new List();
        foreach (var message in messages)
        {
            var entry = new Map { ["message"] = MessageEncoder.ToBytes(message, connection.Time.GetUtcNow()) };
            if (message.MessageId is not null) entry["message-id"] = message.MessageId;
            if (message.SessionId is not null) entry["session-id"] = message.SessionId;
            if (message.PartitionKey is not null) entry["partition-key"] = message.PartitionKey;
            if (message.TransactionPartitionKey is not null) entry["via-partition-key"] = message.TransactionPartitionKey;
            list.Add(entry);
        }

        var answer = await AskAsync("schedule-message", new Map { ["messages"] = list }, cancellationToken);
        return [.. (BodyOf(answer)["sequence-numbers"] as IEnumerable ?? Array.Empty<long>()).OfType<long>()];
    }

    public Task CancelScheduledAsync(long[] sequenceNumbers, CancellationToken cancellationToken)
        => AskAsync("cancel-scheduled-message", new Map { ["sequence-numbers"] = sequenceNumbers }, cancellationToken);

    public Task CloseAsync() => _link.CloseAsync();

    private static Map BodyOf(Message answer) => answer.Body as Map ?? [];

    private static IEnumerable<Map> MessagesOf(Message answer)
        => Answers.StatusOf(answer) == Answers.NoContent ? [] : (BodyOf(answer)["messages"] as IEnumerable ?? Array.Empty<object>()).OfType<Map>();

    private async Task<Message> AskAsync(string operation, Map body, CancellationToken cancellationToken)
    {
        var request = new Message
        {
            BodySection = new AmqpValue { Value = body },
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "com.microsoft:" + operation,
                ["com.microsoft:server-timeout"] = (uint)Math.Min(connection.Retry.TryTimeout.TotalMilliseconds, uint.MaxValue),
            },
        };
        var link = await _link.GetAsync(cancellationToken);
        var answer = await link.SendAsync(request, cancellationToken);
        Answers.ThrowIfFailed(answer, entityPath);
        return answer;
    }
}
