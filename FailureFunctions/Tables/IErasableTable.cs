namespace FailureFunctions.Tables;

/// <summary>A table that holds personal data. A new one is one more class that implements this, registered in its place.</summary>
internal interface IErasableTable
{
    /// <summary>The table's name.</summary>
    string Name { get; }

    /// <summary>
    /// Whether others who are at work on a row that is removed may write the recipient into a table once more: then
    /// everything is looked through again, once they must be done.
    /// </summary>
    bool MayComeBack { get; }

    /// <summary>Removes all there is about a recipient.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <param name="from">From where to go on: the <see cref="SweptPage.Next"/> of an earlier page; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Each page, once it is done. Who asks for no more stops the work.</returns>
    IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken);
}
