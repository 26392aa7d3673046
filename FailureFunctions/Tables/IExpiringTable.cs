namespace FailureFunctions.Tables;

/// <summary>A table whose rows can expire. Its owner implements and registers this, and decides what the age of a row is.</summary>
internal interface IExpiringTable
{
    string Name { get; }

    /// <summary>Removes the rows older than a moment, page by page, except those changed since they were read.</summary>
    /// <param name="cutOff">The moment.</param>
    /// <param name="from">The <see cref="SweptPage.Next"/> to continue at; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the work; finished pages stay removed.</param>
    IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken);
}
