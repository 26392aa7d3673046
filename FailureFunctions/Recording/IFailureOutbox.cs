namespace FailureFunctions.Recording;

/// <summary>What has been acknowledged and not yet been published. One entry per event, with the failure in full.</summary>
internal interface IFailureOutbox
{
    /// <summary>Makes sure that the event has an entry.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="attempt">The id that a new entry gets.</param>
    /// <param name="cancellationToken">Ends the waiting; whether the entry was made is then unknown.</param>
    /// <returns>The attempt of the entry that now stands: the given one, or that of the attempt that made it before.</returns>
    Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken);

    /// <summary>Removes the entry of an event, if it has one.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when there is no entry.</returns>
    Task RemoveAsync(EventId eventId, CancellationToken cancellationToken);
}
