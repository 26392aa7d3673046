namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int MaxIdLength = 128;

    /// <summary>A message with an empty body.</summary>
    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    /// <summary>A message whose body is the text in UTF-8.</summary>
    /// <param name="body">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <see langword="null"/>.</exception>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>A message whose body is these bytes.</summary>
    /// <param name="body">The bytes.</param>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message with this body.</summary>
    /// <param name="body">The body.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <see langword="null"/>.</exception>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>A message with the content and properties of a received one, without what the broker added (counts, locks, dead-letter reason).</summary>
    /// <param name="receivedMessage">The message to copy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="receivedMessage"/> is <see langword="null"/>.</exception>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        if (!string.IsNullOrEmpty(receivedMessage.MessageId)) MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        SessionId = receivedMessage.SessionId;
        TransactionPartitionKey = receivedMessage.TransactionPartitionKey;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        if (receivedMessage.TimeToLive > TimeSpan.Zero) TimeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.DeadLetterReasonProperty or ServiceBusReceivedMessage.DeadLetterDescriptionProperty))
            {
                ApplicationProperties[name] = value;
            }
        }
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; set; }

    /// <summary>Identifies the message, for duplicate detection among others; 1 to 128 characters.</summary>
    /// <exception cref="ArgumentException">Empty or over 128 characters.</exception>
    public string? MessageId
    {
        get;
        set
        {
            if (string.IsNullOrEmpty(value) || value.Length > MaxIdLength)
            {
                throw new ArgumentException($"MessageId must have 1 to {MaxIdLength} characters.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Keeps messages of a partitioned entity together; up to 128 characters. <see cref="SessionId"/> takes precedence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Over 128 characters, or another value than the <see cref="SessionId"/>.</exception>
    public string? PartitionKey
    {
        get;
        set
        {
            CheckLength(value, nameof(PartitionKey));
            if (value is not null && SessionId is not null && value != SessionId)
            {
                throw new ArgumentOutOfRangeException(nameof(value), "PartitionKey must equal the SessionId when there is one.");
            }

            field = value;
        }
    }

    /// <summary>The partition key of the transfer queue in a transaction; up to 128 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Over 128 characters.</exception>
    public string? TransactionPartitionKey
    {
        get;
        set => field = CheckLength(value, nameof(TransactionPartitionKey));
    }

    /// <summary>The session of the message; up to 128 characters. A <see cref="PartitionKey"/> that was set before follows it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Over 128 characters.</exception>
    public string? SessionId
    {
        get;
        set
        {
            field = CheckLength(value, nameof(SessionId));
            if (PartitionKey is not null && value is not null) PartitionKey = value;
        }
    }

    /// <summary>The session that a reply shall go to; up to 128 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Over 128 characters.</exception>
    public string? ReplyToSessionId
    {
        get;
        set => field = CheckLength(value, nameof(ReplyToSessionId));
    }

    /// <summary>How long the message lives after it was enqueued; <see cref="TimeSpan.MaxValue"/>, the default, leaves it to the entity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan TimeToLive
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.MaxValue;

    /// <summary>Relates the message to another one.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>What the message is about, in the application's terms.</summary>
    public string? Subject { get; set; }

    /// <summary>The intended destination, in the application's terms.</summary>
    public string? To { get; set; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; set; }

    /// <summary>Where a reply shall go.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>When the message becomes visible; <see cref="DateTimeOffset.MinValue"/>, the default, is at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>
    /// The application's own properties. Values: byte, sbyte, char, short, ushort, int, uint, long, ulong, float, double, decimal, bool,
    /// Guid, string, Uri, DateTime, DateTimeOffset, TimeSpan, byte[].
    /// </summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    /// <summary>The message id in braces.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? CheckLength(string? value, string property)
    {
        return value is { Length: > MaxIdLength }
            ? throw new ArgumentOutOfRangeException(nameof(value), $"{property} must not exceed {MaxIdLength} characters.")
            : value;
    }
}
