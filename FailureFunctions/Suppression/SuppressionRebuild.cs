using System.Runtime.ExceptionServices;
using FailureFunctions.Dependencies;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>What one step has done.</summary>
/// <param name="Reclassified">Failures whose classification is another one now.</param>
/// <param name="Linked">Failures that were written to the index by message and tag.</param>
/// <param name="Recomputed">Recipients, some of them more than once.</param>
/// <param name="Unreadable">Recipients whose row was edited and cannot be read.</param>
/// <param name="Next">Where to continue; null when all is done.</param>
/// <param name="Interrupted">Whether the tables could not be reached.</param>
internal sealed record RebuildProgress(int Reclassified, int Linked, int Recomputed, int Unreadable, string? Next, bool Interrupted);

/// <summary>
/// Classifies all stored replies again, writes the index by message and tag, and recomputes the recipients, then the entries of the list:
/// so that a corrected rule or a changed setting has its effect, and is announced, at once.
/// </summary>
internal sealed class SuppressionRebuild(
    Reclassification reclassification, IFailureLinks links, SuppressionTable table, SuppressionList list, DependencyCalls calls, TimeProvider time)
{
    private const string Failures = "failures";
    private const string Entries = "entries";
    private const int Page = 100;
    private const int AtOnce = 16;

    /// <param name="from">The <see cref="RebuildProgress.Next"/> of an earlier step; null to start.</param>
    public async Task<RebuildProgress> RunAsync(string? from, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var progress = new RebuildProgress(0, 0, 0, 0, from ?? Failures, Interrupted: false);
        try
        {
            while (progress.Next is not null && time.GetElapsedTime(start) < SuppressionListing.Run)
                progress = await StepAsync(progress, cancellationToken);
            return progress;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            return progress with { Interrupted = true };
        }
    }

    private async Task<RebuildProgress> StepAsync(RebuildProgress progress, CancellationToken cancellationToken)
    {
        var phase = progress.Next!.Split(' ', 2)[0];
        var place = progress.Next.Length > phase.Length ? progress.Next[(phase.Length + 1)..] : null;
        if (phase == Failures)
        {
            var page = await calls.RunAsync(SuppressionCalls.Reclassify, token => reclassification.RunAsync(place, token), cancellationToken);
            var unlinked = await links.AddAsync([.. page.Failures.Select(FailureLink.Of)], cancellationToken);
            // What one row is refused for is not over when it is tried again.
            if (unlinked.Values.FirstOrDefault(fault => !DependencyFaults.IsAnswer(fault)) is { } fault)
                ExceptionDispatchInfo.Throw(fault);
            // A row that cannot be read is counted in the other phase, once.
            var (recomputed, _) = await RecomputeAsync([.. page.Failures.Select(failure => failure.RecipientKey).Distinct()], cancellationToken);
            return progress with
            {
                Recomputed = progress.Recomputed + recomputed,
                Reclassified = progress.Reclassified + page.Changed,
                Linked = progress.Linked + page.Failures.Count - unlinked.Count,
                Next = page.Next is null ? Entries : $"{Failures} {page.Next}",
            };
        }
        var listed = await calls.RunAsync(SuppressionCalls.ListEntries, token => table.ListAsync(filter: null, place, Page, token), cancellationToken);
        var (again, unreadable) = await RecomputeAsync([.. listed.Entries.Select(entry => entry.Key)], cancellationToken);
        return progress with
        {
            Recomputed = progress.Recomputed + again,
            Unreadable = progress.Unreadable + listed.Unreadable + unreadable,
            Next = listed.Next is null ? null : $"{Entries} {listed.Next}",
        };
    }

    private async Task<(int Recomputed, int Unreadable)> RecomputeAsync(IReadOnlyCollection<RecipientKey> recipients, CancellationToken cancellationToken)
    {
        var unreadable = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(recipients, parallel, async (recipient, token) =>
        {
            try
            {
                await list.RefreshAsync(recipient, token);
            }
            catch (UnreadableEntryException)
            {
                Interlocked.Increment(ref unreadable);
            }
        });
        return (recipients.Count - unreadable, unreadable);
    }
}
