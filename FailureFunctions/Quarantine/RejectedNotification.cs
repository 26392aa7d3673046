using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Quarantine;

/// <summary>Why an authentic notification was rejected.</summary>
/// <param name="Cause">As tables, logs and metrics name it: <see cref="UnreadableCause"/> or <see cref="OtherTypeCause"/>.</param>
/// <param name="Errors">What is wrong, by field.</param>
internal sealed record Rejection(string Cause, IReadOnlyList<FieldError> Errors)
{
    public const string UnreadableCause = "unreadable";
    public const string OtherTypeCause = "other-type";

    /// <summary>It is not of type <c>failure</c>.</summary>
    public static readonly Rejection OtherType = new(OtherTypeCause, [new FieldError("type", "must be 'failure'")]);

    /// <summary>It cannot be read, or fields are missing.</summary>
    public static Rejection Unreadable(IReadOnlyList<FieldError> errors) => new(UnreadableCause, errors);
}

/// <summary>A replay of a rejected notification.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">In kebab-case: docs/rejected.md lists them.</param>
/// <param name="EventId">The event that the notification became; null when it was rejected again.</param>
internal sealed record Replay(DateTimeOffset At, string Outcome, string? EventId);

/// <summary>A row of the table RejectedNotifications.</summary>
internal sealed record RejectedNotification
{
    public required RejectedNotificationId Id { get; init; }

    public required ETag Version { get; init; }

    /// <summary>The name in <see cref="Rejection.Cause"/>.</summary>
    public string? Cause { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What can be replayed; null when the row cannot be read.</summary>
    public AuthenticNotification? Notification { get; init; }

    /// <summary>Why the row cannot be read: names a column, never its content.</summary>
    public string? Fault { get; init; }

    /// <summary>The latest replay, with the event of the latest successful one; null before the first.</summary>
    public Replay? Replay { get; init; }
}

/// <summary>Identifies a rejected notification, written as <c>2024-06-05/8282411148-0f3c…</c>.</summary>
/// <param name="Day">The UTC day on which it was received: the partition.</param>
/// <param name="Key">Its key within the day. Keys sort the newest first.</param>
internal readonly record struct RejectedNotificationId(DateOnly Day, string Key)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int LongestKey = 512;

    public string Partition => PartitionOf(Day);

    public static string PartitionOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static bool TryParseDay([NotNullWhen(true)] string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool TryParse([NotNullWhen(true)] string? text, out RejectedNotificationId id)
    {
        id = default;
        if (text?.Split('/') is not [var dayText, { Length: > 0 and <= LongestKey } key]
            || !TryParseDay(dayText, out var day)
            || key.AsSpan().IndexOfAny("\\#?") >= 0
            || key.Any(char.IsControl))
            return false;
        id = new RejectedNotificationId(day, key);
        return true;
    }

    public override string ToString() => $"{Partition}/{Key}";
}
