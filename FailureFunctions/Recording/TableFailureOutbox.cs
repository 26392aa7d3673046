using Azure.Data.Tables;
using FailureFunctions.Observability;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The outbox table: the columns of the failure, and how its publishing goes. Spread over 16 partitions by event, so
/// that no partition carries all the traffic.
/// </summary>
/// <param name="service">The storage account.</param>
/// <param name="time">Tells when an entry is made.</param>
internal sealed class TableFailureOutbox(TableServiceClient service, TimeProvider time) : IFailureOutbox
{
    private readonly CreatedTable _table = new(service, TableNames.Outbox);

    /// <summary>The partition of an event: the first of its 32 hexadecimal digits.</summary>
    /// <param name="eventId">The event.</param>
    /// <returns><c>0</c> to <c>f</c>.</returns>
    public static string ShardOf(EventId eventId) => eventId.Value[..1];

    /// <inheritdoc/>
    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        EnsuredEntity.EnsureAsync(_table, EntryOf(failure, attempt, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(EventId eventId, CancellationToken cancellationToken) =>
        EnsuredEntity.RemoveAsync(_table, ShardOf(eventId), eventId.Value, cancellationToken);

    /// <summary>Makes sure that the table exists.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it does.</returns>
    public Task PrepareAsync(CancellationToken cancellationToken) => _table.GetAsync(cancellationToken).AsTask();

    /// <summary>The entry of a failure.</summary>
    internal static TableEntity EntryOf(Failure failure, AttemptId attempt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var entry = new TableEntity(ShardOf(failure.EventId), failure.EventId.Value);
        FailureColumns.Write(entry, failure);
        entry[Column.RecipientKey] = failure.RecipientKey.Value;
        if (failure.ReportedAt is { } reported)
            entry[Column.ReportedAt] = reported;
        if (failure.Trace is { } trace)
        {
            entry[Column.TraceParent] = TraceContexts.ParentOf(trace);
            if (trace.TraceState is { } state)
                entry[Column.TraceState] = state;
        }
        entry[Column.Attempt] = attempt.Value;
        entry[Column.Attempts] = 0;
        entry[Column.FirstSeenAt] = now;
        return entry;
    }
}
