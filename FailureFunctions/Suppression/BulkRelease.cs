using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Suppression;

/// <summary>The addresses of an outage: of one domain, suppressed for nothing but failures for this reason in this time.</summary>
/// <param name="Until">Excluded.</param>
internal sealed record OutageVictims(string Domain, Reason Reason, DateTimeOffset From, DateTimeOffset Until);

/// <summary>What one call has found, and released if it was to.</summary>
/// <param name="Next">Where to continue; null when all are done.</param>
/// <param name="Unreadable">Suppressed addresses of the domain whose rows cannot be read.</param>
/// <param name="Interrupted">Whether the tables could not be reached.</param>
internal sealed record ReleaseProgress(IReadOnlyList<SuppressionEntry> Found, int Released, string? Next, int Unreadable, bool Interrupted);

/// <summary>Releases the addresses that a provider's outage has suppressed: docs/suppression.md#after-an-outage.</summary>
internal sealed class BulkRelease(SuppressionListing listing, SuppressionList list, IOptions<SuppressionOptions> options, TimeProvider time)
{
    private const int Page = 100;

    private readonly SuppressionPolicy _policy = new(options.Value);

    /// <param name="decision">The release; null to find only.</param>
    /// <param name="from">Where to continue; null for the beginning.</param>
    public async Task<ReleaseProgress> RunAsync(OutageVictims victims, DecisionRequest? decision, string? from, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var filter = TableClient.CreateQueryFilter($"RecipientDomain eq {victims.Domain} and State eq {SuppressionNames.Of(SuppressionStatus.Suppressed)}");
        var found = new List<SuppressionEntry>();
        var (released, next, unreadable) = (0, from, 0);
        try
        {
            do
            {
                var page = await listing.PageAsync(filter, next, Page, cancellationToken);
                SuppressionEntry[] chosen = [.. page.Entries.Where(entry => IsVictim(victims, entry.Evidence, entry.Decisions))];
                if (decision is not null)
                    released += (await Task.WhenAll(chosen.Select(entry => ReleaseAsync(entry, victims, decision, cancellationToken)))).Count(isReleased => isReleased);
                found.AddRange(chosen);
                unreadable += page.Unreadable;
                next = page.Next;
            }
            while (next is not null && time.GetElapsedTime(start) < SuppressionListing.Run);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            return new ReleaseProgress(found, released, next, unreadable, Interrupted: true);
        }
        return new ReleaseProgress(found, released, next, unreadable, Interrupted: false);
    }

    private bool IsVictim(OutageVictims victims, IReadOnlyCollection<Evidence> evidence, IReadOnlyList<Decision> decisions) =>
        _policy.RestsOnlyOn(victims.Reason, victims.From, victims.Until, evidence, decisions, time.GetUtcNow());

    // Not of an entry that has changed since, or will once a message is taken that still waits: it may have failed again, or complained.
    private async Task<bool> ReleaseAsync(SuppressionEntry entry, OutageVictims victims, DecisionRequest decision, CancellationToken cancellationToken)
    {
        var guarded = decision with { OnlyIf = (evidence, decisions) => IsVictim(victims, evidence, decisions) };
        return (await list.DecideAsync(entry.Recipient, guarded, entry.Version, cancellationToken)).Result is DecisionResult.Applied;
    }
}
