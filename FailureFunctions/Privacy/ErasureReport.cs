namespace FailureFunctions.Privacy;

/// <summary>What one call to erase has done.</summary>
/// <param name="Removed">How many rows it removed, by table; every table is named.</param>
/// <param name="Next">Where to go on; null when everything is erased.</param>
/// <param name="RetryAfter">When to go on; null when everything is erased.</param>
/// <param name="Interrupted">Whether it ended because the tables could not be reached.</param>
internal sealed record ErasureReport(
    IReadOnlyDictionary<string, int> Removed, ErasurePlace? Next, TimeSpan? RetryAfter, bool Interrupted)
{
    /// <summary>Whether everything is erased.</summary>
    public bool Complete => Next is null;
}
