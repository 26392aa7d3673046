namespace FailureFunctions.Recording;

/// <summary>Brings what stands in the outbox to its end.</summary>
internal interface IFailureCompletion
{
    /// <summary>Brings an outbox entry to its end: row, message, entry removed. May be repeated at any time.</summary>
    /// <param name="failure">The failure of the entry.</param>
    /// <param name="entry">The attempt of the entry.</param>
    /// <param name="cancellationToken">Ends the work; the entry then stays.</param>
    /// <returns><see cref="RecordOutcome.Recorded"/> or <see cref="RecordOutcome.Duplicate"/>.</returns>
    Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken);
}
