using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Suppression;

/// <param name="Entry">As it is now, applied or not.</param>
internal sealed record DecisionOutcome(SuppressionEntry Entry, DecisionResult Result);

/// <summary>One address of a check.</summary>
/// <param name="Entry">Null if it cannot be read.</param>
/// <param name="Fault">Why it cannot be read: names a column, never its content.</param>
internal sealed record CheckedRecipient(RecipientKey Key, SuppressionEntry? Entry, string? Fault);

/// <summary>
/// The suppression list: reads, recomputes and decides, one recipient at a time. A row is written only as it was read, else it is
/// computed again. Whoever changes a row has something that lasts until the change is announced: the message that is not completed,
/// or an entry of the index. docs/suppression.md has the argument.
/// </summary>
internal sealed partial class SuppressionList(
    ISuppressionRows rows,
    IRecipientFailures failures,
    IProtectedDomains domains,
    ISuppressionPublisher publisher,
    DependencyCalls calls,
    IOptions<SuppressionOptions> options,
    TimeProvider time,
    ILogger<SuppressionList> logger)
{
    /// <summary>
    /// How long a decision is left to who made it before the timer announces it. Longer than <see cref="ClockSkew"/> and all calls of a
    /// decision together: the timer must not look, and find nothing, before the row is written.
    /// </summary>
    public static readonly TimeSpan PendingPause = TimeSpan.FromMinutes(15);

    // How far the clocks of two instances may differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private readonly SuppressionPolicy _policy = new(options.Value);
    private readonly Turns _turns = new(time);

    /// <summary>What holds now: one table read. Without a row, <see cref="SuppressionEntry.Version"/> is 0.</summary>
    public async Task<SuppressionEntry> FindAsync(RecipientKey recipient, CancellationToken cancellationToken) =>
        await NowAsync(await ReadAsync(recipient, cancellationToken), cancellationToken);

    /// <summary>Many, in the order given.</summary>
    public async Task<IReadOnlyList<CheckedRecipient>> CheckAsync(IReadOnlyList<RecipientKey> recipients, CancellationToken cancellationToken)
    {
        var distinct = recipients.Distinct().ToArray();
        var found = new CheckedRecipient[distinct.Length];
        // One call, with one time limit: each of many reads waits for others.
        await calls.RunAsync(
            SuppressionCalls.Check,
            token => Parallel.ForAsync(
                0, distinct.Length, new ParallelOptions { MaxDegreeOfParallelism = ManyRows.AtOnce, CancellationToken = token }, async (i, each) => found[i] = await CheckAsync(distinct[i], each)),
            cancellationToken);
        var byKey = found.ToDictionary(one => one.Key);
        return [.. recipients.Select(recipient => byKey[recipient])];
    }

    /// <summary>What holds now of an entry that was read, with the evidence that it rests on.</summary>
    /// <exception cref="UnreadableEntryException">The row of its domain was edited.</exception>
    public async ValueTask<SuppressionEntry> NowAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        Now(entry, await domains.SinceAsync(entry.Key.Domain, cancellationToken));

    /// <summary>As <see cref="NowAsync"/>; an entry whose domain's row was edited is as if its domain were not protected.</summary>
    public async ValueTask<SuppressionEntry> NowOrUnprotectedAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await NowAsync(entry, cancellationToken);
        }
        catch (UnreadableEntryException)
        {
            return Now(entry, domainProtectedSince: null);
        }
    }

    /// <summary>
    /// Recomputes a recipient from its rows, and stores what changed. The caller announces it (<see cref="AnnounceAsync"/>), and has
    /// something that brings the recipient back here until that is done.
    /// </summary>
    /// <returns>The row, and the failures that were read.</returns>
    public async Task<(SuppressionEntry Entry, IReadOnlyList<Failure> Read)> RecomputeAsync(RecipientKey recipient, CancellationToken cancellationToken)
    {
        var change = await ChangeAsync(recipient, request: null, address: null, expectedVersion: null, lasting: false, cancellationToken);
        return (change.Entry, change.Read);
    }

    /// <summary>As <see cref="RecomputeAsync"/>, for a caller who has no such thing: what changes is announced, if not now, then by the timer.</summary>
    public async Task<SuppressionEntry> RefreshAsync(RecipientKey recipient, CancellationToken cancellationToken)
    {
        var change = await ChangeAsync(recipient, request: null, address: null, expectedVersion: null, lasting: true, cancellationToken);
        await AnnounceOrLeaveAsync(change, cancellationToken);
        return await NowAsync(change.Entry, cancellationToken);
    }

    /// <summary>Applies a decision, and announces what changes: if not now, then the timer does. A repeat changes nothing.</summary>
    /// <param name="address">The address as it was given.</param>
    /// <param name="expectedVersion">The version that the caller has seen; null for any.</param>
    public async Task<DecisionOutcome> DecideAsync(string address, DecisionRequest request, int? expectedVersion, CancellationToken cancellationToken)
    {
        var change = await ChangeAsync(RecipientKey.Of(address), request, address.Trim(), expectedVersion, lasting: true, cancellationToken);
        await AnnounceOrLeaveAsync(change, cancellationToken);
        return new DecisionOutcome(await NowAsync(change.Entry, cancellationToken), change.Result);
    }

    /// <summary>
    /// Lets a delivery end the probation and strikes of its address, and announces what changes. Where there are none, that costs one
    /// read.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> DeliverAsync(RecipientKey recipient, Evidence delivery, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(recipient, cancellationToken);
        if (!_policy.IsEndedBy(delivery, stored.Evidence, stored.Decisions, time.GetUtcNow()))
            return false;
        var change = await ChangeAsync(recipient, request: null, address: null, expectedVersion: null, lasting: true, cancellationToken, delivery);
        await AnnounceOrLeaveAsync(change, cancellationToken);
        return true;
    }

    /// <summary>Announces what is stored and not announced yet. Afterwards the end of each suppression is in the index.</summary>
    /// <param name="stored">As they were written or read.</param>
    public async Task AnnounceAsync(IReadOnlyCollection<SuppressionEntry> stored, CancellationToken cancellationToken)
    {
        var changed = stored.Where(entry => !entry.IsAnnounced).ToArray();
        var ending = changed.Where(entry => entry.State is { Status: SuppressionStatus.Suppressed, Until: not null }).ToArray();
        foreach (var some in ending.Chunk(RowRemoval.Transaction))
            await calls.RunAsync(SuppressionCalls.AddDue, token => rows.AddExpiriesAsync(some, token), cancellationToken);
        if (changed.Length > 0)
            await calls.RunAsync(SuppressionCalls.Announce, token => publisher.PublishAsync(changed, token), cancellationToken);
        await ManyRows.EachAsync(
            changed,
            entry => calls.RunAsync(SuppressionCalls.MarkEntry, token => rows.MarkAnnouncedAsync(entry, token), cancellationToken),
            cancellationToken);
    }

    /// <summary>Lets the timer come back to a recipient.</summary>
    public Task<DueEntry> LeaveAsync(RecipientKey recipient, TimeSpan pause, CancellationToken cancellationToken) => calls.RunAsync(
        SuppressionCalls.AddDue, token => rows.AddPendingAsync(recipient, time.GetUtcNow() + pause, token), cancellationToken);

    private SuppressionEntry Now(SuppressionEntry entry, DateTimeOffset? domainProtectedSince) =>
        entry with { State = _policy.Decide(entry.Evidence, entry.Decisions, time.GetUtcNow(), domainProtectedSince) };

    private async Task<CheckedRecipient> CheckAsync(RecipientKey recipient, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await rows.FindAsync(recipient, cancellationToken) ?? SuppressionEntry.Unknown(recipient);
            return new CheckedRecipient(recipient, await NowAsync(entry, cancellationToken), Fault: null);
        }
        catch (UnreadableEntryException e)
        {
            Log.NotChecked(logger, MaskedAddress.Of(recipient.Value), e.Message);
            return new CheckedRecipient(recipient, Entry: null, e.Message);
        }
    }

    private async Task<SuppressionEntry> ReadAsync(RecipientKey recipient, CancellationToken cancellationToken) =>
        await calls.RunAsync(SuppressionCalls.ReadEntry, token => rows.FindAsync(recipient, token), cancellationToken) ?? SuppressionEntry.Unknown(recipient);

    // For each row time only goes forward, though clocks differ: else one that is behind could undo an end, and the message that made
    // it look may be completed by others.
    private DateTimeOffset NowFor(SuppressionEntry stored) =>
        time.GetUtcNow() is var now && stored.UpdatedAt is { } updated && updated > now && updated - now < ClockSkew ? updated : now;

    private Task<Change> ChangeAsync(
        RecipientKey recipient, DecisionRequest? request, string? address, int? expectedVersion, bool lasting, CancellationToken cancellationToken, params Evidence[] more)
    {
        DueEntry? pending = null;
        return _turns.RunAsync(recipient.Value, TryAsync, cancellationToken);

        // The row is read before the failures: what others write after that makes this write fail.
        async Task<Change?> TryAsync()
        {
            var stored = await ReadAsync(recipient, cancellationToken);
            var recorded = await calls.RunAsync(SuppressionCalls.ReadFailures, token => failures.ListAsync(recipient, token), cancellationToken);
            var evidence = Evidence.Union([.. recorded.Select(Evidence.Of)], stored.Evidence.Concat(more));
            var now = NowFor(stored);
            var decisions = stored.Decisions;
            var result = DecisionResult.InForce;
            if (request is not null && !Decision.IsInForce(request.Kind, request.Origin, evidence, decisions))
            {
                if ((expectedVersion is { } version && version != stored.Version) || request.OnlyIf?.Invoke(evidence, decisions) is false)
                    return new Change(stored, DecisionResult.OtherVersion, pending, recorded);
                decisions = Decision.Kept([.. decisions, request.At(Decision.MomentOf(request.Kind, evidence, decisions, now))]);
                result = DecisionResult.Applied;
            }
            var protectedSince = await domains.SinceAsync(recipient.Domain, cancellationToken);
            var state = _policy.Decide(evidence, decisions, now, protectedSince);
            var next = stored.With(
                address ?? (recorded.Count > 0 ? recorded[0].Recipient : stored.Recipient), state, _policy.Kept(evidence, decisions), decisions, now);
            if (ReferenceEquals(next, stored))
                return new Change(stored, result, pending, recorded);
            // Before the row: else nothing would remember the change if the process ended.
            if (lasting && !next.IsAnnounced)
                pending ??= await LeaveAsync(recipient, PendingPause, cancellationToken);
            return await calls.RunAsync(SuppressionCalls.WriteEntry, token => rows.TryWriteAsync(next, token), cancellationToken) is { } written
                ? new Change(written, result, pending, recorded)
                : null;
        }
    }

    private async Task AnnounceOrLeaveAsync(Change change, CancellationToken cancellationToken)
    {
        try
        {
            await AnnounceAsync([change.Entry], cancellationToken);
            if (change.Pending is { } pending)
                await calls.RunAsync(SuppressionCalls.RemoveDue, token => rows.RemoveDueAsync([pending], token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.AnnouncedLater(logger, MaskedAddress.Of(change.Entry.Key.Value), Fault.Explain(e));
        }
    }

    private sealed record Change(SuppressionEntry Entry, DecisionResult Result, DueEntry? Pending, IReadOnlyList<Failure> Read);

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Warning, "A change of {Recipient} is stored and not announced yet; the timer announces it. {Fault}")]
        public static partial void AnnouncedLater(ILogger logger, string recipient, string fault);

        [LoggerMessage(601, LogLevel.Error, "Whether {Recipient} is suppressed cannot be read; a check answers that it is. {Fault}")]
        public static partial void NotChecked(ILogger logger, string recipient, string fault);
    }
}
