namespace FailureFunctions.Tables;

/// <summary>One page of a table, done.</summary>
/// <param name="Removed">How many of its rows were removed.</param>
/// <param name="Next">Where to continue; null at the end of the table.</param>
internal readonly record struct SweptPage(int Removed, string? Next);

/// <summary>
/// A table that holds personal data. Its owner implements and registers this; erasure covers every one registered. Pages that
/// are finished when the work is cancelled stay removed.
/// </summary>
internal interface IErasableTable
{
    string Name { get; }

    /// <summary>
    /// How long a drain, request or replay that already holds a removed row may still write the recipient to some table. Zero
    /// when nothing is written from this table's rows.
    /// </summary>
    TimeSpan Settling { get; }

    /// <summary>Removes everything about a recipient.</summary>
    /// <param name="from">The <see cref="SweptPage.Next"/> to continue at; null for the beginning.</param>
    IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken);
}

/// <summary>
/// A table whose rows can expire. Its owner implements and registers this, and decides what the age of a row is. Pages that are
/// finished when the work is cancelled stay removed.
/// </summary>
internal interface IExpiringTable
{
    string Name { get; }

    /// <summary>Removes the rows older than a moment, except those changed since they were read.</summary>
    /// <param name="from">The <see cref="SweptPage.Next"/> to continue at; null for the beginning.</param>
    IAsyncEnumerable<SweptPage> ExpireAsync(DateTimeOffset cutOff, string? from, CancellationToken cancellationToken);
}
