namespace FailureFunctions.Quarantine;

/// <summary>Where notifications are kept that were authentic and could not be taken.</summary>
internal interface IRejectedNotifications
{
    /// <summary>Keeps one. The same call again on the same day makes no second row.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it is kept.</returns>
    Task KeepAsync(RejectedNotification notification, CancellationToken cancellationToken);
}
