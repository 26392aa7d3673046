namespace FailureFunctions.Quarantine;

/// <summary>Which kept notifications are meant: days, the newest first, and what the rows must be like.</summary>
internal sealed record KeptRange
{
    /// <summary>The most days of a range: each is looked up by itself.</summary>
    public const int MostDays = 92;

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day, not before the first.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Where an earlier call has stopped: what comes after this one; null to begin at the newest.</summary>
    public KeptId? After { get; init; }

    /// <summary>Only those that were rejected for this cause; null for any.</summary>
    public RejectionCause? Cause { get; init; }

    /// <summary>Only those of which a replay has made an event, or only those of which none has; null for both.</summary>
    public bool? Replayed { get; init; }

    /// <summary>The most to take at once.</summary>
    public required int Limit { get; init; }

    /// <summary>The days that are left, the newest first, each with the key after which to begin; null for its first.</summary>
    public IEnumerable<(DateOnly Day, string? AfterKey)> Days()
    {
        var last = After is { } after && after.Day < To ? after.Day : To;
        for (var number = last.DayNumber; number >= From.DayNumber; number--)
        {
            var day = DateOnly.FromDayNumber(number);
            yield return (day, After is { } stop && stop.Day == day ? stop.Key : null);
        }
    }

    /// <summary>Whether a row is among those that are meant.</summary>
    /// <param name="row">A row of one of the days.</param>
    /// <returns>True when it has the cause and is replayed or not, as asked for.</returns>
    public bool Wants(KeptNotification row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (Cause is not { } cause || row.Cause == RejectionCauses.NameOf(cause))
            && (Replayed is not { } replayed || row.EventId is not null == replayed);
    }
}
