namespace FailureFunctions.Recording;

/// <summary>The outbox as the drain sees it. Several drains may work on it at once: a lease decides who takes an entry.</summary>
internal interface IOutboxEntries
{
    /// <summary>Looks through the outbox.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>At most <see cref="DrainLimits.Listed"/> entries that are due, the oldest that were seen.</returns>
    Task<OutboxListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>Takes entries, unless others have taken or removed them since they were listed.</summary>
    /// <param name="entries">The entries, at most <see cref="DrainLimits.Leased"/>.</param>
    /// <param name="until">When they are free again, should we die.</param>
    /// <param name="cancellationToken">Ends the waiting; whether they were taken is then unknown.</param>
    /// <returns>Those that were taken, in their new version.</returns>
    Task<IReadOnlyList<OutboxEntry>> LeaseAsync(
        IReadOnlyList<OutboxEntry> entries, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Leaves an entry alone for a while; nothing happens when others have changed or removed it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="until">Until when.</param>
    /// <param name="reason">Why, for people: no addresses, no secrets.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when that is written.</returns>
    Task PostponeAsync(OutboxEntry entry, DateTimeOffset until, string reason, CancellationToken cancellationToken);
}
