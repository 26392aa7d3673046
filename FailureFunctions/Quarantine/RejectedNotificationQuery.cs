namespace FailureFunctions.Quarantine;

/// <summary>Which rejected notifications to list, the newest first.</summary>
internal sealed record RejectedNotificationQuery
{
    /// <summary>The most days of a query: each is a query of the table.</summary>
    public const int MostDays = 92;

    /// <summary>The most that one call lists: each may have a body of 64 KiB.</summary>
    public const int MostListed = 200;

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The <see cref="RejectedNotificationPage.Next"/> of an earlier page; null to start with the newest.</summary>
    public RejectedNotificationId? After { get; init; }

    /// <summary>The name in <see cref="Rejection.Cause"/>; null for any.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether a replay has made an event of it; null for both.</summary>
    public bool? Replayed { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>The remaining days, the newest first, each with the key to continue after.</summary>
    public IEnumerable<(DateOnly Day, string? AfterKey)> Days()
    {
        var last = After is { } after && after.Day < To ? after.Day : To;
        for (var number = last.DayNumber; number >= From.DayNumber; number--)
        {
            var day = DateOnly.FromDayNumber(number);
            yield return (day, After is { } stop && stop.Day == day ? stop.Key : null);
        }
    }

    public bool Matches(RejectedNotification row) =>
        (Cause is null || row.Cause == Cause) && (Replayed is null || row.Replay?.EventId is not null == Replayed);
}

/// <summary>A part of what a query finds.</summary>
/// <param name="Notifications">The newest first.</param>
/// <param name="Next">Where to continue (<see cref="RejectedNotificationQuery.After"/>); null at the end.</param>
internal sealed record RejectedNotificationPage(IReadOnlyList<RejectedNotification> Notifications, RejectedNotificationId? Next);
