namespace FailureFunctions.Recording;

/// <summary>What stands in the outbox.</summary>
/// <param name="Due">The entries that may be taken, oldest first, unreadable ones among them.</param>
/// <param name="Count">How many entries were seen, due or not.</param>
/// <param name="Unreadable">How many of them cannot be read.</param>
/// <param name="Oldest">When the oldest of them was made; null when there is none.</param>
/// <param name="MoreDue">Whether more are due than were listed.</param>
internal sealed record OutboxListing(
    IReadOnlyList<OutboxEntry> Due, int Count, int Unreadable, DateTimeOffset? Oldest, bool MoreDue);
