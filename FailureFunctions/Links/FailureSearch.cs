using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Links;

/// <param name="Failures">The newest first; maybe none though there are more.</param>
/// <param name="Next">Where to continue; null at the end.</param>
internal sealed record FoundPage(IReadOnlyList<Failure> Failures, string? Next);

/// <summary>Finds failures and complaints by recipient, message or tag, part by part. Rows that are gone or cannot be read are left out.</summary>
internal sealed class FailureSearch(LinkTable links, FailuresTable failures, DependencyCalls calls)
{
    /// <summary>The most of one part: each may have some 100 KB.</summary>
    public const int Most = 200;

    private const int ReadAtOnce = 16;

    /// <summary>The newest by reported time first.</summary>
    public async Task<FoundPage> OfRecipientAsync(RecipientKey recipient, string? from, int size, CancellationToken cancellationToken)
    {
        var (found, next) = await calls.RunAsync(
            LinkCalls.ReadFailures, token => failures.PageAsync(recipient, from, size, token), cancellationToken);
        return new FoundPage(found, next);
    }

    public Task<FoundPage> OfMessageAsync(string id, string? from, int size, CancellationToken cancellationToken)
    {
        var prefix = LinkKeys.OfMessage(id);
        return FindAsync(
            [LinkKeys.PartitionOfMessage(id)], from ?? prefix, $"{prefix}:", size, failure => failure.MessageId == id, cancellationToken);
    }

    /// <param name="since">When the first of them may have occurred.</param>
    /// <param name="until">Excluded.</param>
    public Task<FoundPage> OfTagAsync(
        string tag, DateTimeOffset since, DateTimeOffset until, string? from, int size, CancellationToken cancellationToken)
    {
        var prefix = LinkKeys.OfTag(tag);
        return FindAsync(
            LinkKeys.Partitions,
            from ?? prefix + FailureRowKey.Before(until),
            // The character after the hyphen that follows the time.
            $"{prefix}{FailureRowKey.Before(since)}.",
            size,
            failure => failure.Tags.Contains(tag) && failure.OccurredAt >= since && failure.OccurredAt < until,
            cancellationToken);
    }

    /// <summary>To whom messages were sent, as far as their failures say.</summary>
    /// <returns>Null unless it is exactly one address.</returns>
    public Task<string?> RecipientOfAsync(string account, IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken) => calls.RunAsync(
        LinkCalls.Attribute,
        async token =>
        {
            var found = await Task.WhenAll(messageIds.Distinct().Select(id => OfMessageAsync(id, from: null, Most, token)));
            var recipients = found.SelectMany(page => page.Failures).Where(failure => failure.Account == account).DistinctBy(failure => failure.RecipientKey).Take(2).ToArray();
            return recipients is [var only] && found.All(page => page.Next is null) ? only.Recipient : null;
        },
        cancellationToken);

    // Each partition has its newest first, so the newest of all are among the first of each.
    private async Task<FoundPage> FindAsync(
        string[] partitions, string after, string end, int size, Func<Failure, bool> matches, CancellationToken cancellationToken)
    {
        var listed = await Task.WhenAll(partitions.Select(partition => links.ListAsync(partition, after, end, size + 1, cancellationToken)));
        TableEntity[] newest = [.. listed.SelectMany(rows => rows).OrderBy(row => row.RowKey, StringComparer.Ordinal).Take(size + 1)];
        var part = newest.Length > size ? newest[..size] : newest;
        var found = new Failure?[part.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, part.Length, parallel, async (i, token) => found[i] = await ReadAsync(part[i], token));
        return new FoundPage([.. found.OfType<Failure>().Where(matches)], newest.Length > size ? part[^1].RowKey : null);
    }

    private async Task<Failure?> ReadAsync(TableEntity link, CancellationToken cancellationToken) =>
        link[Column.FailurePartitionKey] is string partition && EventId.TryParse(link[Column.EventId] as string, out var id)
            ? await calls.RunAsync(LinkCalls.ReadFailures, token => failures.FindAsync(partition, id, link[Column.OccurredAt] as DateTimeOffset?, token), cancellationToken)
            : null;
}
