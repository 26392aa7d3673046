using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Quarantine;

/// <param name="Cause">As tables, logs and metrics name it: one of the constants.</param>
internal sealed record Rejection(string Cause, IReadOnlyList<FieldError> Errors)
{
    public const string UnreadableCause = "unreadable";
    public const string OtherTypeCause = "other-type";

    /// <summary>A message came back that says nothing that is understood.</summary>
    public const string UnrecognisedBounceCause = "unrecognised-bounce";

    /// <summary>A complaint does not say whose it is.</summary>
    public const string UnattributedComplaintCause = "unattributed-complaint";

    /// <summary>A server keeps trying to deliver.</summary>
    public const string DelayedCause = "delayed";

    /// <summary>A program answered the mail.</summary>
    public const string AutoReplyCause = "auto-reply";

    public static readonly string[] Causes =
        [UnreadableCause, OtherTypeCause, UnrecognisedBounceCause, UnattributedComplaintCause, DelayedCause, AutoReplyCause];

    public static readonly Rejection OtherType = new(OtherTypeCause, [new FieldError("type", "must be 'failure', 'bounce' or 'abuse'")]);

    /// <summary>Whether it is to be quarantined.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>Whether the sender has done nothing wrong, and is answered 200.</summary>
    public bool IsAcknowledged => Cause is not (UnreadableCause or OtherTypeCause);

    /// <summary>What is kept of the notification; null for all of it.</summary>
    public byte[]? Excerpt { get; init; }

    public static Rejection Unreadable(IReadOnlyList<FieldError> errors) => new(UnreadableCause, errors);
}

/// <param name="Outcome">In kebab-case: docs/rejected.md lists them.</param>
/// <param name="EventId">The event that the notification became; null when it was rejected again.</param>
internal sealed record Replay(DateTimeOffset At, string Outcome, string? EventId);

internal sealed record RejectedNotification
{
    public required RejectedNotificationId Id { get; init; }

    public required ETag Version { get; init; }

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
/// <param name="Day">The UTC day of the signed Date, or of the receipt of an unsigned call: the partition.</param>
/// <param name="Key">Keys sort the newest first.</param>
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

internal sealed record RejectedNotificationQuery
{
    /// <summary>The most days of a query: each is a query of the table.</summary>
    public const int MostDays = 92;

    /// <summary>The most that one call lists: each may have a body of 64 KiB.</summary>
    public const int MostListed = 200;

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>The <see cref="RejectedNotificationPage.Next"/> of an earlier page; null to start with the newest.</summary>
    public RejectedNotificationId? After { get; init; }

    public string? Cause { get; init; }

    /// <summary>Whether a replay has made an event of it; null for both.</summary>
    public bool? Replayed { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>The remaining days, the newest first, each with the key to continue after.</summary>
    public IEnumerable<(DateOnly Day, string AfterKey)> Days()
    {
        var last = After is { } after && after.Day < To ? after.Day : To;
        for (var number = last.DayNumber; number >= From.DayNumber; number--)
        {
            var day = DateOnly.FromDayNumber(number);
            yield return (day, day == After?.Day ? After.Value.Key : "");
        }
    }

    public bool Matches(RejectedNotification row) =>
        (Cause is null || row.Cause == Cause) && (Replayed is null || row.Replay?.EventId is not null == Replayed);
}

/// <param name="Next">Where to continue (<see cref="RejectedNotificationQuery.After"/>); null at the end.</param>
internal sealed record RejectedNotificationPage(IReadOnlyList<RejectedNotification> Notifications, RejectedNotificationId? Next);
