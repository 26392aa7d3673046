namespace FailureFunctions.Recording;

/// <summary>An outbox entry as it was listed or leased, without its failure.</summary>
/// <param name="Version">The ETag: out of date once anyone changes the entry.</param>
/// <param name="Attempts">How often the drain has failed to complete it.</param>
/// <param name="LeasedUntil">The end of its lease or of its pause; null if it never had one.</param>
internal sealed record OutboxEntry(
    string PartitionKey, string RowKey, string Version, int Attempts, DateTimeOffset FirstSeenAt, DateTimeOffset? LeasedUntil)
{
    /// <summary>Whether the drain may take it: older than <see cref="DrainLimits.Age"/>, and not leased.</summary>
    public bool IsDue(DateTimeOffset now) => FirstSeenAt <= now - DrainLimits.Age && !(LeasedUntil > now);
}

/// <summary>An entry that this drain has leased, with its failure.</summary>
/// <param name="Failure">Null if the entry is unreadable.</param>
/// <param name="Fault">Why it is unreadable: names a column, never its content. Null if it is readable.</param>
internal sealed record LeasedEntry(OutboxEntry Entry, AttemptId Attempt, Failure? Failure, string? Fault);

/// <summary>The state of the outbox.</summary>
/// <param name="Due">Oldest first.</param>
/// <param name="Count">All entries that were seen, due or not.</param>
/// <param name="Unreadable">Those that a drain has found unreadable.</param>
/// <param name="Oldest">When the oldest of them was added; null if there is none.</param>
/// <param name="MoreDue">Whether more entries are due than are listed.</param>
internal sealed record OutboxListing(
    IReadOnlyList<OutboxEntry> Due, int Count, int Unreadable, DateTimeOffset? Oldest, bool MoreDue);
