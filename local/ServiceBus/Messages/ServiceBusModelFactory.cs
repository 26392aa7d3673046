using System.Collections.ObjectModel;
using Azure.Messaging.ServiceBus.Messages;

namespace Azure.Messaging.ServiceBus;

/// <summary>Makes the types that only the client itself can construct, for tests.</summary>
public static class ServiceBusModelFactory
{
    /// <summary>Makes a received message.</summary>
    /// <param name="body">The payload.</param>
    /// <param name="messageId">Identifies the message.</param>
    /// <param name="partitionKey">Keeps messages of a partitioned entity together.</param>
    /// <param name="viaPartitionKey">The partition key of the transfer queue.</param>
    /// <param name="sessionId">The session of the message.</param>
    /// <param name="replyToSessionId">The session that a reply shall go to.</param>
    /// <param name="timeToLive">How long the message lives; the default is without limit.</param>
    /// <param name="correlationId">Relates the message to another one.</param>
    /// <param name="subject">What the message is about.</param>
    /// <param name="to">The intended destination.</param>
    /// <param name="contentType">The media type of the body.</param>
    /// <param name="replyTo">Where a reply shall go.</param>
    /// <param name="scheduledEnqueueTime">When the message was to become visible.</param>
    /// <param name="properties">The application's own properties, the dead-letter reason among them.</param>
    /// <param name="lockTokenGuid">The lock.</param>
    /// <param name="deliveryCount">How often it was delivered, this time included.</param>
    /// <param name="lockedUntil">Until when the lock holds.</param>
    /// <param name="sequenceNumber">The broker's number for the message.</param>
    /// <param name="deadLetterSource">The entity that it was in before.</param>
    /// <param name="enqueuedSequenceNumber">The number where it was first enqueued.</param>
    /// <param name="enqueuedTime">When the broker took it.</param>
    /// <param name="serviceBusMessageState">Where it stands in its entity.</param>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = default,
        string? messageId = default,
        string? partitionKey = default,
        string? viaPartitionKey = default,
        string? sessionId = default,
        string? replyToSessionId = default,
        TimeSpan timeToLive = default,
        string? correlationId = default,
        string? subject = default,
        string? to = default,
        string? contentType = default,
        string? replyTo = default,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object>? properties = default,
        Guid lockTokenGuid = default,
        int deliveryCount = default,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string? deadLetterSource = default,
        long enqueuedSequenceNumber = default,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = ServiceBusMessageState.Active)
        => new()
        {
            Body = body ?? BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty),
            MessageId = messageId,
            PartitionKey = partitionKey,
            TransactionPartitionKey = viaPartitionKey,
            SessionId = sessionId,
            ReplyToSessionId = replyToSessionId,
            TimeToLive = timeToLive == default ? TimeSpan.MaxValue : timeToLive,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ContentType = contentType,
            ReplyTo = replyTo,
            ScheduledEnqueueTime = scheduledEnqueueTime,
            ApplicationProperties = new ReadOnlyDictionary<string, object>(
                properties is null ? new Dictionary<string, object>() : new Dictionary<string, object>(properties)),
            LockTokenGuid = lockTokenGuid,
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil,
            SequenceNumber = sequenceNumber,
            DeadLetterSource = deadLetterSource,
            EnqueuedSequenceNumber = enqueuedSequenceNumber,
            EnqueuedTime = enqueuedTime,
            State = serviceBusMessageState,
        };

    /// <summary>Makes a batch that takes what <paramref name="tryAddCallback"/> allows.</summary>
    /// <param name="batchSizeBytes">What <see cref="Azure.Messaging.ServiceBus.ServiceBusMessageBatch.SizeInBytes"/> shall say.</param>
    /// <param name="batchMessageStore">Receives the messages that were added.</param>
    /// <param name="batchOptions">Gives the limit of the batch.</param>
    /// <param name="tryAddCallback">Says whether a message fits; every one does when absent.</param>
    public static ServiceBusMessageBatch ServiceBusMessageBatch(
        long batchSizeBytes,
        IList<ServiceBusMessage> batchMessageStore,
        CreateMessageBatchOptions? batchOptions = default,
        Func<ServiceBusMessage, bool>? tryAddCallback = default)
    {
        ArgumentNullException.ThrowIfNull(batchMessageStore);
        return new ServiceBusMessageBatch(new CallbackBatchContent(
            batchSizeBytes,
            batchMessageStore,
            batchOptions?.MaxSizeInBytes ?? long.MaxValue,
            tryAddCallback ?? (static _ => true)));
    }
}
