using System.Collections.Concurrent;
using FailureFunctions.Dependencies;
using FailureFunctions.Links;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using EventId = FailureFunctions.Recording.EventId;

namespace FailureFunctions.Suppression;

/// <summary>
/// Keeps the list up to date: follows the index to what is due, then takes messages in batches. Rows are written, changes announced, and
/// only then messages completed and entries of the index removed, so that a crash leaves nothing to repair. A message that cannot be
/// processed stays locked and comes again after that; the last time it goes to the dead letters, unless the tables are down.
/// </summary>
internal sealed partial class SuppressionUpdater(
    IFailureNotices notices,
    ISuppressionRows rows,
    SuppressionList list,
    IFailureLinks links,
    DependencyCalls calls,
    SuppressionMetrics metrics,
    TimeProvider time,
    ILogger<SuppressionUpdater> logger)
{
    /// <summary>How long a run starts new batches: the next run starts after a minute.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(45);

    /// <summary>How much of it may go to what is due, however much that is.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(20);

    /// <summary>After which delivery a message goes to the dead letters: sooner than Service Bus does it without a reason.</summary>
    public const int LastDelivery = 8;

    /// <summary>
    /// Messages received, and recipients recomputed, together. This batch and the next one, which is received meanwhile, are locked for a
    /// minute.
    /// </summary>
    public const int Batch = 100;

    // So many failures a run remembers, of some 100 bytes each; then it forgets them.
    private const int Remembered = 50_000;

    // Of what is due and cannot be processed, so that it does not hold up others.
    private static readonly TimeSpan PostponedBy = TimeSpan.FromHours(1);

    /// <summary>Runs until nothing is left, <see cref="Run"/> is over, tables or bus are down, or the token is cancelled. Faults are logged.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await TryAsync(async () =>
        {
            // First, since it needs the tables: while they are down, no message is received, which would count as a delivery.
            await SweepAsync(() => time.GetElapsedTime(start) >= Sweep, cancellationToken);
            await ReceiveAsync(() => time.GetElapsedTime(start) >= Run, cancellationToken);
        });
        await TryAsync(async () => metrics.Waiting(await calls.RunAsync(SuppressionCalls.Receive, notices.OldestAsync, cancellationToken)));
        metrics.Ran(time.GetElapsedTime(start));

        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception e)
            {
                if (!cancellationToken.IsCancellationRequested)
                    Log.UpdateEndedEarly(logger, Fault.Explain(e));
            }
        }
    }

    private async Task ReceiveAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        // What recomputations of this run have read, by event and when it was recorded: a message of it that comes later says nothing new.
        // The same event is recorded again only after its row was removed, later.
        var counted = new HashSet<(EventId, DateTimeOffset)>();
        var next = ReceiveAsync();
        while (await next is { Count: > 0 } batch)
        {
            // While this batch is processed. What it has received when the time is over, is processed too.
            next = isOver() ? Task.FromResult<IReadOnlyList<FailureNotice>>([]) : ReceiveAsync();
            await UpdateAsync(batch, counted, cancellationToken);
        }

        Task<IReadOnlyList<FailureNotice>> ReceiveAsync() =>
            calls.RunAsync(SuppressionCalls.Receive, token => notices.ReceiveAsync(Batch, token), cancellationToken);
    }

    private async Task UpdateAsync(IReadOnlyList<FailureNotice> batch, HashSet<(EventId, DateTimeOffset)> counted, CancellationToken cancellationToken)
    {
        RecipientKey[] recipients = [.. batch.Where(IsToCount).Select(notice => notice.Recipient).Distinct()];
        var linking = links.AddAsync([.. batch.Select(notice => notice.Link).OfType<FailureLink>()], cancellationToken);
        var recomputing = RecomputeAsync(recipients, cancellationToken);
        await Task.WhenAll(linking, recomputing);
        var (unlinked, (changed, faults, read)) = (await linking, await recomputing);
        if (!await TryAnnounceAsync(changed, cancellationToken))
            await ManyRows.EachAsync(changed, entry => list.LeaveAsync(entry.Key, TimeSpan.Zero, cancellationToken), cancellationToken);
        var failed = batch.Where(notice => FaultOf(notice) is not null).ToArray();
        await Task.WhenAll(batch.Except(failed).Select(notice =>
            calls.RunAsync(SuppressionCalls.Settle, token => notices.CompleteAsync(notice, token), cancellationToken)));
        metrics.Messages("completed", batch.Count - failed.Length);
        foreach (var notice in failed)
            await RejectAsync(notice, FaultOf(notice)!, cancellationToken);
        if (failed.Count(notice => FaultOf(notice)!.IsOutage) > batch.Count / 2)
            throw new TimeoutException("The tables did not serve most of a batch.");
        if (counted.Count > Remembered)
            counted.Clear();
        counted.UnionWith(read);

        NoticeFault? FaultOf(FailureNotice notice) => notice.Fault
            ?? (IsToCount(notice) && faults.TryGetValue(notice.Recipient, out var fault) || notice.Link is { } link && unlinked.TryGetValue(link.EventId, out fault)
                ? NoticeFault.NotProcessed(fault)
                : null);

        bool IsToCount(FailureNotice notice) =>
            notice is { Fault: null, ChangesNothing: false } && !(notice.Link is { } link && counted.Contains((link.EventId, link.ReceivedAt)));
    }

    private async Task RejectAsync(FailureNotice notice, NoticeFault fault, CancellationToken cancellationToken)
    {
        if (notice.Delivery < LastDelivery || fault.IsOutage)
        {
            Log.MessagePostponed(logger, notice.Id, notice.Delivery, fault.Reason, fault.Description);
            metrics.Messages("postponed", 1);
            return;
        }
        await calls.RunAsync(SuppressionCalls.Settle, token => notices.DeadLetterAsync(notice, fault, token), cancellationToken);
        Log.MessageDeadLettered(logger, notice.Id, notice.Delivery, fault.Reason, fault.Description);
        metrics.Messages("dead-lettered", 1);
    }

    // What is stored and not announced, which could not be recomputed, and the failures that the others now rest on.
    private async Task<(SuppressionEntry[] Changed, IReadOnlyDictionary<RecipientKey, Exception> Faults, IEnumerable<(EventId, DateTimeOffset)> Read)> RecomputeAsync(
        IReadOnlyCollection<RecipientKey> recipients, CancellationToken cancellationToken)
    {
        var read = new ConcurrentQueue<(EventId, DateTimeOffset)[]>();
        var faults = new ConcurrentDictionary<RecipientKey, Exception>();
        var changed = new ConcurrentQueue<SuppressionEntry>();
        await ManyRows.EachAsync(recipients, RecomputeOneAsync, cancellationToken);
        return ([.. changed], faults, read.SelectMany(some => some));

        async Task RecomputeOneAsync(RecipientKey recipient)
        {
            try
            {
                var (entry, failures) = await list.RecomputeAsync(recipient, cancellationToken);
                if (!entry.IsAnnounced)
                    changed.Enqueue(entry);
                read.Enqueue([.. failures.Select(failure => (failure.EventId, failure.ReceivedAt))]);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not BrokenCircuitException)
            {
                faults[recipient] = e;
                if (!DependencyFaults.IsFault(e))
                    Log.NotRecomputed(logger, MaskedAddress.Of(recipient.Value), Fault.Explain(e));
            }
        }
    }

    private async Task<bool> TryAnnounceAsync(SuppressionEntry[] changed, CancellationToken cancellationToken)
    {
        try
        {
            await list.AnnounceAsync(changed, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotAnnounced(logger, changed.Length, Fault.Explain(e));
            return false;
        }
        foreach (var entry in changed)
            metrics.Announced(entry);
        return true;
    }

    private async Task SweepAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        for (var more = true; more && !isOver();)
        {
            var due = await calls.RunAsync(SuppressionCalls.ListDue, token => rows.ListDueAsync(time.GetUtcNow(), token), cancellationToken);
            more = due.Count == SuppressionTable.Listed;
            foreach (var batch in due.Where(entry => entry.Domain is null).Chunk(Batch).TakeWhile(_ => !isOver()))
            {
                if (!await FollowAsync([.. batch.Select(entry => entry.Recipient)], batch, cancellationToken))
                    return;
            }
            foreach (var domain in due.Where(entry => entry.Domain is not null))
                await FollowAsync(domain, isOver, cancellationToken);
        }
    }

    private async Task FollowAsync(DueEntry domain, Func<bool> isOver, CancellationToken cancellationToken)
    {
        while (!isOver())
        {
            var (recipients, next) = await calls.RunAsync(
                SuppressionCalls.ListDue, token => rows.ListDomainAsync(domain.Domain!, domain.Next, token), cancellationToken);
            if (!await FollowAsync(recipients, next is null ? [domain] : [], cancellationToken) || next is null)
                return;
            domain = await calls.RunAsync(SuppressionCalls.AddDue, token => rows.ContinueAsync(domain, next, token), cancellationToken);
        }
    }

    // False if something is left as it is, for the next run: the tables or the bus may be down.
    private async Task<bool> FollowAsync(IReadOnlyCollection<RecipientKey> recipients, DueEntry[] done, CancellationToken cancellationToken)
    {
        var (changed, faults, _) = await RecomputeAsync([.. recipients.Distinct()], cancellationToken);
        if (faults.Values.Any(DependencyFaults.MeansDown) || !await TryAnnounceAsync(changed, cancellationToken))
            return false;
        foreach (var (recipient, fault) in faults)
        {
            Log.NotRecomputed(logger, MaskedAddress.Of(recipient.Value), Fault.Describe(fault));
            await list.LeaveAsync(recipient, PostponedBy, cancellationToken);
        }
        await calls.RunAsync(SuppressionCalls.RemoveDue, token => rows.RemoveDueAsync(done, token), cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(610, LogLevel.Warning, "Suppression: the run ends early; the next one continues in a minute. {Fault}")]
        public static partial void UpdateEndedEarly(ILogger logger, string fault);

        [LoggerMessage(611, LogLevel.Warning, "Suppression: {Recipient} could not be recomputed; it is tried again. {Fault}")]
        public static partial void NotRecomputed(ILogger logger, string recipient, string fault);

        [LoggerMessage(612, LogLevel.Warning, "Suppression: {Count} changes are stored and not announced yet; the next run announces them. {Fault}")]
        public static partial void NotAnnounced(ILogger logger, int count, string fault);

        [LoggerMessage(613, LogLevel.Warning, "Suppression: message {MessageId} could not be processed at delivery {Delivery}; it is delivered again. {Reason}: {Description}")]
        public static partial void MessagePostponed(ILogger logger, string messageId, int delivery, string reason, string description);

        [LoggerMessage(614, LogLevel.Error, "Suppression: message {MessageId} went to the dead letters after delivery {Delivery}. {Reason}: {Description}")]
        public static partial void MessageDeadLettered(ILogger logger, string messageId, int delivery, string reason, string description);
    }
}
