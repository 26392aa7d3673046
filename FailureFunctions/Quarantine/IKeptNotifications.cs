using FailureFunctions.Receiving;
namespace FailureFunctions.Quarantine;

/// <summary>The rejected notifications that are kept, as the operator sees them.</summary>
internal interface IKeptNotifications
{
    /// <summary>Goes through the rows of a day, the newest first, those that cannot be read among them.</summary>
    /// <param name="day">The UTC day.</param>
    /// <param name="afterKey">The key after which to begin; null for the first.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The rows.</returns>
    IAsyncEnumerable<KeptNotification> OfDayAsync(DateOnly day, string? afterKey, CancellationToken cancellationToken);

    /// <summary>Looks one up.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The row; null when there is none.</returns>
    Task<KeptNotification?> FindAsync(KeptId id, CancellationToken cancellationToken);

    /// <summary>Writes into a row what came of its replay; nothing happens when others have changed or removed it.</summary>
    /// <param name="row">The row as it was read.</param>
    /// <param name="replay">What came of it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when that is written.</returns>
    Task MarkAsync(KeptNotification row, ReplayResult replay, DateTimeOffset at, CancellationToken cancellationToken);
}
