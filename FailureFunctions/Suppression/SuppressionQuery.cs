using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Dependencies;

namespace FailureFunctions.Suppression;

/// <summary>Which entries to list. What is null does not matter.</summary>
internal sealed record SuppressionQuery
{
    /// <summary>The most that one call lists.</summary>
    public const int Most = 10_000;

    public Reason? Reason { get; init; }

    public SuppressionOrigin? Origin { get; init; }

    public SuppressionStatus? State { get; init; }

    /// <summary>Only entries whose state began then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    public int Limit { get; init; } = 1_000;

    /// <summary>Where to continue: the place at which an earlier part ended.</summary>
    public string? From { get; init; }

    /// <summary>What continuations of this query are of.</summary>
    public string Work => string.Join('|', Reason, Origin, State, Since?.UtcTicks);

    /// <summary>
    /// In OData. An entry whose end has passed is another one than was stored, so it is read whatever was stored, and
    /// <see cref="Matches"/> decides.
    /// </summary>
    public string? FilterAt(DateTimeOffset now)
    {
        string?[] conditions =
        [
            State is { } state ? TableClient.CreateQueryFilter($"State eq {SuppressionNames.Of(state)}") : null,
            Reason is { } reason ? TableClient.CreateQueryFilter($"Reason eq {ClassificationNames.Of(reason)}") : null,
            Origin is { } origin ? TableClient.CreateQueryFilter($"Origin eq {SuppressionNames.Of(origin)}") : null,
            Since is { } since ? TableClient.CreateQueryFilter($"Since ge {since}") : null,
        ];
        var stored = string.Join(" and ", conditions.OfType<string>());
        return stored.Length == 0 ? null : TableClient.CreateQueryFilter($"Until le {now}") + $" or ({stored})";
    }

    public bool Matches(SuppressionState state) =>
        (State is null || state.Status == State)
        && (Reason is null || state.Reason == Reason)
        && (Origin is null || state.Origin == Origin)
        && (Since is null || state.Since >= Since);
}

/// <summary>Goes through the list in parts.</summary>
internal sealed class SuppressionListing(SuppressionTable table, SuppressionList list, DependencyCalls calls, TimeProvider time)
{
    /// <summary>How long one call reads new pages.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(20);

    private const int Page = 1_000;

    /// <summary>
    /// The entries as they are now, by key; and where to continue, which may be after fewer than were asked for, or null at the end.
    /// </summary>
    public async Task<SuppressionPage> ListAsync(SuppressionQuery query, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var filter = query.FilterAt(time.GetUtcNow());
        var listed = new List<SuppressionEntry>();
        var (next, unreadable) = (query.From, 0);
        do
        {
            var page = await PageAsync(filter, next, Math.Min(Page, query.Limit - listed.Count), cancellationToken);
            listed.AddRange(page.Entries.Where(entry => query.Matches(entry.State)));
            unreadable += page.Unreadable;
            next = page.Next;
        }
        while (next is not null && listed.Count < query.Limit && time.GetElapsedTime(start) < Run);
        return new SuppressionPage(listed, next, unreadable);
    }

    /// <summary>One page of entries as they are now.</summary>
    public async Task<SuppressionPage> PageAsync(string? filter, string? from, int size, CancellationToken cancellationToken)
    {
        var page = await calls.RunAsync(SuppressionCalls.ListEntries, token => table.ListAsync(filter, from, size, token), cancellationToken);
        var entries = new List<SuppressionEntry>(page.Entries.Count);
        foreach (var entry in page.Entries)
            entries.Add(await list.NowOrUnprotectedAsync(entry, cancellationToken));
        return page with { Entries = entries };
    }
}
