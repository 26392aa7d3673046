using System.Collections.ObjectModel;
using Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>A received message. For tests, <see cref="ServiceBusModelFactory"/> makes one.</summary>
public class ServiceBusReceivedMessage
{
    internal const string DeadLetterReasonProperty = "DeadLetterReason";
    internal const string DeadLetterDescriptionProperty = "DeadLetterErrorDescription";

    // Read and renewed on different threads.
    private long _lockedUntilTicks;

    internal ServiceBusReceivedMessage()
    {
    }

    /// <summary>The payload.</summary>
    /// <exception cref="NotSupportedException">The sender wrote an AMQP value or sequence instead of data.</exception>
    public BinaryData Body
    {
        get => field ?? throw new NotSupportedException("The body of this message is an AMQP value or sequence; only AMQP data can be read as Body.");
        internal init;
    } = BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty);

    /// <summary>Identifies the message.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>Keeps messages of a partitioned entity together.</summary>
    public string? PartitionKey { get; internal init; }

    /// <summary>The partition key of the transfer queue in a transaction.</summary>
    public string? TransactionPartitionKey { get; internal init; }

    /// <summary>The session of the message.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The session that a reply shall go to.</summary>
    public string? ReplyToSessionId { get; internal init; }

    /// <summary>How long the message lives after <see cref="EnqueuedTime"/>; <see cref="TimeSpan.MaxValue"/> when without limit.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    /// <summary>Relates the message to another one.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>What the message is about, in the application's terms.</summary>
    public string? Subject { get; internal init; }

    /// <summary>The intended destination, in the application's terms.</summary>
    public string? To { get; internal init; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>Where a reply shall go.</summary>
    public string? ReplyTo { get; internal init; }

    /// <summary>When the message was to become visible.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The application's own properties.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = ReadOnlyDictionary<string, object>.Empty;

    /// <summary>The lock that a receiver in peek-lock mode holds; all zeros when there is none.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>How often the message was delivered, this time included; 1 on the first delivery.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>Until when the lock holds; moves on when it is renewed.</summary>
    public DateTimeOffset LockedUntil
    {
        get => new(Interlocked.Read(ref _lockedUntilTicks), TimeSpan.Zero);
        internal set => Interlocked.Exchange(ref _lockedUntilTicks, value.UtcTicks);
    }

    /// <summary>The number that the broker gave the message; -1 for one of the model factory without any.</summary>
    public long SequenceNumber { get; internal init; } = -1;

    /// <summary>The entity that the message was in before it was dead-lettered.</summary>
    public string? DeadLetterSource { get; internal init; }

    /// <summary>The sequence number that the message had where it was first enqueued.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When the broker took the message.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When the message expires: <see cref="EnqueuedTime"/> plus <see cref="TimeToLive"/>.</summary>
    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime
        ? DateTimeOffset.MaxValue
        : EnqueuedTime + TimeToLive;

    /// <summary>Why the message was dead-lettered.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(DeadLetterReasonProperty) as string;

    /// <summary>Details on why the message was dead-lettered.</summary>
    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DeadLetterDescriptionProperty) as string;

    /// <summary>Where the message stands in its entity.</summary>
    public ServiceBusMessageState State { get; internal init; }

    internal Guid LockTokenGuid { get; init; }

    /// <summary>The delivery on the link, so that its session forgets it once the message is settled.</summary>
    internal Message? Delivery { get; init; }

    internal ReceiverLink? DeliveryLink { get; init; }

    internal bool IsSettled { get; set; }

    /// <summary>The message id in braces.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
