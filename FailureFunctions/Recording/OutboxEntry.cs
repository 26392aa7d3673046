namespace FailureFunctions.Recording;

/// <summary>An outbox entry as it stood when it was listed or leased.</summary>
internal sealed record OutboxEntry
{
    /// <summary>Its partition.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>Its key within the partition: the event's id, unless altered by hand.</summary>
    public required string RowKey { get; init; }

    /// <summary>Its version: whoever changes the entry first makes this one out of date.</summary>
    public required string Version { get; init; }

    /// <summary>The attempt that made it; <see cref="AttemptId.Unknown"/> when it no longer says.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>How often the drain has failed to complete it.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Until when it is somebody's, or is to be left alone; null when it never was.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Its failure; null when it cannot be read.</summary>
    public Failure? Failure { get; init; }

    /// <summary>What is wrong with it; null when it can be read. Names columns, never their contents.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the drain may take it.</summary>
    /// <param name="now">The present.</param>
    /// <returns>True when it is older than <see cref="DrainLimits.Age"/> and nobody's.</returns>
    public bool IsDue(DateTimeOffset now) =>
        FirstSeenAt <= now - DrainLimits.Age
        && (LeasedUntil is not { } until || until <= now || until > now + DrainLimits.LongestLease);
}
