namespace FailureFunctions.Recording;

/// <summary>
/// One attempt to record a failure. The outbox entry that the attempt makes carries its id, and so does the row that is
/// written under that entry: <see cref="FailureRecorder"/> concludes from it whether an earlier entry was completed.
/// </summary>
/// <param name="Value">32 hexadecimal digits; empty if unknown.</param>
internal readonly record struct AttemptId(string Value)
{
    /// <summary>The attempt of a row or entry without the column <c>Attempt</c>: it proves nothing.</summary>
    public static AttemptId Unknown => new("");

    public static AttemptId New() => new(Guid.NewGuid().ToString("N"));

    public override string ToString() => Value;
}

/// <summary>Failures that are acknowledged and not yet published: one entry per event, with the whole failure.</summary>
internal interface IFailureOutbox
{
    /// <summary>Adds an entry unless the event has one.</summary>
    /// <returns>The attempt of the event's entry: the given one, or that of an earlier attempt.</returns>
    Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken);

    /// <summary>Removes the event's entry, if there is one.</summary>
    Task RemoveAsync(EventId eventId, CancellationToken cancellationToken);
}

/// <summary>The failures that people and programs look up: one row per event.</summary>
internal interface IFailureStore
{
    /// <summary>Adds a row unless the event has one.</summary>
    /// <param name="attempt">The attempt of the event's outbox entry.</param>
    /// <returns>The attempt under which the event's row was written: the given one, or an earlier one.</returns>
    Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken);
}

internal interface IFailurePublisher
{
    /// <summary>Sends the failure's message. A repeat has the same MessageId, so duplicate detection drops it.</summary>
    Task PublishAsync(Failure failure, CancellationToken cancellationToken);
}

internal interface IFailureCompletion
{
    /// <summary>Completes an outbox entry: row, message, entry removed. May be repeated at any time.</summary>
    /// <returns><see cref="RecordOutcome.Recorded"/> or <see cref="RecordOutcome.Duplicate"/>.</returns>
    Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken);
}

/// <summary>The outbox for draining. Several drains may work at once: leases decide which of them completes an entry.</summary>
internal interface IOutboxEntries
{
    /// <summary>Lists the keys and leases of at most <see cref="DrainLimits.Listed"/> due entries, the oldest of those scanned.</summary>
    Task<OutboxListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>Leases at most <see cref="DrainLimits.Leased"/> entries and reads their failures.</summary>
    /// <returns>Those that nobody has leased, changed or removed since they were listed.</returns>
    Task<IReadOnlyList<LeasedEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Postpones an entry, unless others have changed or removed it.</summary>
    /// <param name="reason">For operators: no addresses, no secrets.</param>
    Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken);
}
