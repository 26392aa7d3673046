namespace FailureFunctions.Recording;

/// <summary>Tells subscribers of a failure.</summary>
internal interface IFailurePublisher
{
    /// <summary>Publishes a failure. A repeat has the same message id, so that duplicate detection drops it.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="cancellationToken">Ends the waiting; whether it was published is then unknown.</param>
    /// <returns>A task that ends when the bus has accepted the message.</returns>
    Task PublishAsync(Failure failure, CancellationToken cancellationToken);
}
