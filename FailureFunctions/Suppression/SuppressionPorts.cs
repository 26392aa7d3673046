using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>Something to look at once its time has come: a change that may not be announced, an end, or a domain to go through.</summary>
/// <param name="RowKey">The time, and what tells it from others.</param>
/// <param name="Recipient">Whom to recompute; default for a domain.</param>
/// <param name="Domain">Whose recipients to recompute; null for one recipient.</param>
/// <param name="Next">Where to continue in the domain; null for the beginning.</param>
/// <param name="Tag">The ETag.</param>
internal sealed record DueEntry(string RowKey, RecipientKey Recipient, string? Domain, string? Next, string Tag);

/// <summary>The table Suppressions.</summary>
internal interface ISuppressionRows
{
    /// <exception cref="UnreadableEntryException">The row was edited.</exception>
    Task<SuppressionEntry?> FindAsync(RecipientKey recipient, CancellationToken cancellationToken);

    /// <summary>Writes an entry unless the row was added, changed or removed since it was read.</summary>
    /// <returns>The entry with its new ETag; null if others were faster.</returns>
    Task<SuppressionEntry?> TryWriteAsync(SuppressionEntry entry, CancellationToken cancellationToken);

    /// <summary>Records that a version is announced. A row that was changed or removed since stays as it is.</summary>
    Task MarkAnnouncedAsync(SuppressionEntry entry, CancellationToken cancellationToken);

    /// <summary>Adds an entry to the index that no other caller shares.</summary>
    Task<DueEntry> AddPendingAsync(RecipientKey recipient, DateTimeOffset due, CancellationToken cancellationToken);

    /// <summary>Adds the ends of at most <see cref="RowRemoval.Transaction"/> suppressions to the index. One that is there gets a new ETag, so that nobody removes it meanwhile.</summary>
    Task AddExpiriesAsync(IReadOnlyCollection<SuppressionEntry> suppressed, CancellationToken cancellationToken);

    /// <summary>At most <see cref="SuppressionTable.Listed"/> whose time has come, the earliest first.</summary>
    Task<IReadOnlyList<DueEntry>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Records how far a domain has been gone through.</summary>
    /// <returns>The entry with its new ETag.</returns>
    Task<DueEntry> ContinueAsync(DueEntry domain, string next, CancellationToken cancellationToken);

    /// <summary>A page of a domain's recipients.</summary>
    Task<(IReadOnlyList<RecipientKey> Recipients, string? Next)> ListDomainAsync(string domain, string? from, CancellationToken cancellationToken);

    /// <summary>Removes entries of the index, except those that were changed since they were listed.</summary>
    Task RemoveDueAsync(IReadOnlyCollection<DueEntry> entries, CancellationToken cancellationToken);
}

internal interface ISuppressionPublisher
{
    /// <summary>Announces the stored state of entries. A repeat has the same MessageId.</summary>
    Task PublishAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken);
}

internal interface IProtectedDomains
{
    /// <summary>Since when a domain is protected; null when it is not.</summary>
    ValueTask<DateTimeOffset?> SinceAsync(string? domain, CancellationToken cancellationToken);
}
