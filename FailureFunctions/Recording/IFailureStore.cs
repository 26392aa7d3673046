namespace FailureFunctions.Recording;

/// <summary>The failures that people and programs look up. One row per event.</summary>
internal interface IFailureStore
{
    /// <summary>Makes sure that the failure has its row.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="attempt">The attempt of the outbox entry under which a new row is written.</param>
    /// <param name="cancellationToken">Ends the waiting; whether the row was written is then unknown.</param>
    /// <returns>
    /// The attempt under which the row was written: the given one, or an earlier one, or
    /// <see cref="AttemptId.Unknown"/> when the row no longer says.
    /// </returns>
    Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken);
}
