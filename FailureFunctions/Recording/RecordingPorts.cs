using System.Diagnostics;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>The keys of a failure's row in the table Failures.</summary>
internal readonly record struct RowKeys(string PartitionKey, string RowKey)
{
    /// <summary>The event's id, which ends every RowKey.</summary>
    public string EventId => RowKey[(RowKey.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

/// <summary>The state of a row.</summary>
/// <param name="Version">The ETag: a change or removal of the row, by anyone, makes it out of date.</param>
/// <param name="IsPublished">Whether the row says that the bus has accepted its message.</param>
internal readonly record struct StoredRow(string Version, bool IsPublished);

/// <summary>A row that was read to be published.</summary>
/// <param name="Failure">Null if the row is unreadable.</param>
/// <param name="Fault">Why it is unreadable: names a column, never its content. Null if it is readable.</param>
internal sealed record ReadRow(RowKeys Keys, StoredRow Stored, Failure? Failure, string? Fault);

/// <summary>A pointer of the outbox: a row is acknowledged and not yet published.</summary>
/// <param name="Version">The ETag.</param>
/// <param name="Row">Which row; null for an entry of the old format, which holds the failure itself.</param>
/// <param name="Attempts">How often the drain has failed to publish it.</param>
/// <param name="Trace">The trace of the request that queued it.</param>
internal sealed record OutboxPointer(
    string PartitionKey, string RowKey, string Version, RowKeys? Row, int Attempts, ActivityContext? Trace);

/// <summary>The state of the outbox.</summary>
/// <param name="Due">At most <see cref="DrainLimits.Listed"/> pointers that the drain may take, oldest first.</param>
/// <param name="Count">All pointers that were seen, due or not.</param>
/// <param name="Unreadable">Those whose row a drain has found unreadable.</param>
/// <param name="Oldest">When the oldest of them was added; null if there is none.</param>
/// <param name="MoreDue">Whether more pointers are due than are listed.</param>
internal sealed record OutboxListing(
    IReadOnlyList<OutboxPointer> Due, int Count, int Unreadable, DateTimeOffset? Oldest, bool MoreDue);

/// <summary>The failures that people and programs look up: one row per event.</summary>
internal interface IFailureRows
{
    /// <summary>Adds a row unless the event has one.</summary>
    /// <returns>The state of the event's row.</returns>
    Task<StoredRow> AddAsync(Failure failure, CancellationToken cancellationToken);

    /// <summary>Adds the row of a failure that can be reported in several ways and writes its message's claim, both or neither.</summary>
    /// <returns>The state of the row; null if the event has a row, or the claim is not the one that was read.</returns>
    Task<StoredRow?> TryAddAsync(Failure failure, MessageClaim claim, CancellationToken cancellationToken);

    /// <summary>The claim of a failure's message.</summary>
    Task<MessageClaim> ReadClaimAsync(Failure failure, CancellationToken cancellationToken);

    /// <summary>What has rows of a failure's message and recipient, claimed or not; no complaints.</summary>
    Task<MessageClaim> FindAsync(Failure failure, CancellationToken cancellationToken);

    /// <returns>Null if there is no such row.</returns>
    Task<ReadRow?> ReadAsync(RowKeys keys, CancellationToken cancellationToken);

    /// <summary>Records that a row's message was accepted by the bus. A row that was changed or removed since stays as it is.</summary>
    Task MarkPublishedAsync(RowKeys keys, string version, CancellationToken cancellationToken);
}

/// <summary>What is recorded of one recipient.</summary>
internal interface IRecipientFailures
{
    /// <summary>The most that are returned: one request.</summary>
    const int Most = 1_000;

    /// <summary>
    /// The newest by reported time, without what no policy needs: the reply's text, tags and extra fields. Rows that cannot be read
    /// are left out.
    /// </summary>
    Task<IReadOnlyList<Failure>> ListAsync(RecipientKey recipient, CancellationToken cancellationToken);
}

/// <summary>Pointers to rows that are acknowledged and not yet published.</summary>
internal interface IOutbox
{
    /// <summary>Adds a pointer, also if the row has one.</summary>
    Task AddAsync(RowKeys row, ActivityContext? trace, CancellationToken cancellationToken);

    /// <summary>Adds the one pointer to a row that a sweep may add. Nothing that was acknowledged depends on it, so it may be shared.</summary>
    /// <returns>False if it is there.</returns>
    Task<bool> AddSweptAsync(RowKeys row, CancellationToken cancellationToken);

    Task<OutboxListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads an entry of the old format.</summary>
    /// <returns>Null if it is gone.</returns>
    Task<ReadRow?> ReadEntryAsync(OutboxPointer entry, CancellationToken cancellationToken);

    Task RemoveAsync(IReadOnlyCollection<OutboxPointer> pointers, CancellationToken cancellationToken);

    /// <summary>Postpones a pointer, unless others have changed or removed it.</summary>
    /// <param name="reason">For operators: no addresses, no secrets.</param>
    Task PostponeAsync(OutboxPointer pointer, DateTimeOffset until, string reason, CancellationToken cancellationToken);
}

internal interface IFailurePublisher
{
    /// <summary>Sends the messages of failures, all or none. A repeat has the same MessageId, so duplicate detection drops it.</summary>
    Task PublishAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken);
}
