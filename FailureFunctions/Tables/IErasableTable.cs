namespace FailureFunctions.Tables;

/// <summary>A table that holds personal data. Its owner implements and registers this; erasure covers every one registered.</summary>
internal interface IErasableTable
{
    string Name { get; }

    /// <summary>
    /// How long a drain, request or replay that already holds a removed row may still write the recipient to some table. Zero
    /// when nothing is written from this table's rows.
    /// </summary>
    TimeSpan Settling { get; }

    /// <summary>Removes everything about a recipient, page by page.</summary>
    /// <param name="recipient">Whose data.</param>
    /// <param name="from">The <see cref="SweptPage.Next"/> to continue at; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the work; finished pages stay removed.</param>
    IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken);
}
