using System.Globalization;
using Amqp.Framing;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// A message as the sender gave it. Properties and body are kept as the bytes that came, so that a receiver gets
/// exactly those; what filters and settlement need is decoded beside them. Never changed, only replaced.
/// </summary>
internal sealed record BrokerMessage
{
    public bool Durable { get; init; }

    public byte Priority { get; init; } = 4;

    /// <summary>How long the sender wants it kept; null without limit of its own.</summary>
    public TimeSpan? TimeToLive { get; init; }

    public IReadOnlyDictionary<string, object?> Annotations { get; init; } = new Dictionary<string, object?>();

    /// <summary>The bare message's properties section, decoded; empty when it had none.</summary>
    public Properties Properties { get; init; } = new();

    public ReadOnlyMemory<byte> PropertiesSection { get; init; }

    public IReadOnlyDictionary<string, object?> ApplicationProperties { get; init; } = new Dictionary<string, object?>();

    /// <summary>The body sections and the footer.</summary>
    public ReadOnlyMemory<byte> BodySections { get; init; }

    public string? MessageId => TextOf(Properties.GetMessageId());

    /// <summary>When the sender wants it to appear; null for at once.</summary>
    public DateTimeOffset? ScheduledEnqueueTime =>
        Annotations.TryGetValue(AnnotationNames.ScheduledEnqueueTime, out var value) && value is DateTime time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : null;

    /// <summary>The same message with application properties added or replaced.</summary>
    public BrokerMessage With(IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var merged = new Dictionary<string, object?>(ApplicationProperties);
        foreach (var (name, value) in properties)
            merged[name] = value;
        return this with { ApplicationProperties = merged };
    }

    public static Dictionary<string, object?> ToDictionary(Map? map)
    {
        var result = new Dictionary<string, object?>();
        foreach (var (key, value) in map ?? [])
            result[key.ToString() ?? ""] = value;
        return result;
    }

    /// <summary>An identifier as text. AMQP 1.0 (part 3, section 3.2.11) lets it be text, a number, a UUID or bytes.</summary>
    public static string? TextOf(object? identifier) => identifier switch
    {
        null => null,
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };
}

/// <summary>The message annotations of Service Bus (learn.microsoft.com, "AMQP 1.0 protocol guide", message annotations).</summary>
internal static class AnnotationNames
{
    public const string ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";
    public const string EnqueuedTime = "x-opt-enqueued-time";
    public const string SequenceNumber = "x-opt-sequence-number";
    public const string EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    public const string LockedUntil = "x-opt-locked-until";
    public const string MessageState = "x-opt-message-state";
    public const string DeadLetterSource = "x-opt-deadletter-source";
    public const string PartitionKey = "x-opt-partition-key";
}
