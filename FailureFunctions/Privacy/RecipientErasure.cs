using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Privacy;

/// <param name="Removed">How many rows were removed, by table; every table is named.</param>
/// <param name="Continuation">Where to continue, after <paramref name="RetryAfter"/>; both null when the erasure is complete.</param>
/// <param name="Interrupted">Whether the call ended because the tables could not be reached.</param>
internal sealed record ErasureReport(
    IReadOnlyDictionary<string, int> Removed, ErasureContinuation? Continuation, TimeSpan? RetryAfter, bool Interrupted)
{
    public bool Complete => Continuation is null;
}

/// <summary>
/// Erases everything about a recipient from every table. It can be repeated at any time. After it has removed rows from which
/// others may still write, it asks to be continued once they must be done, and goes through all tables again.
/// </summary>
internal sealed partial class RecipientErasure(
    IEnumerable<IErasableTable> tables, RemovalMetrics metrics, TimeProvider time, ILogger<RecipientErasure> logger)
{
    /// <summary>How long a call starts new pages.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(20);

    /// <summary>How long a call takes at most when the tables are slow. Azure ends an HTTP call after 230 s.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan AfterInterruption = TimeSpan.FromSeconds(30);

    // Those from which others are written come first, so that nothing is written behind the sweep.
    private readonly IErasableTable[] _tables = [.. tables.OrderBy(table => table.Settling == TimeSpan.Zero)];

    /// <summary>How long after the last removal nothing can still write the recipient from a removed row.</summary>
    private TimeSpan Settling => _tables.Max(table => table.Settling);

    /// <summary>Erases as much as <see cref="Run"/> allows. Rows removed before a cancellation stay removed.</summary>
    public async Task<ErasureReport> EraseAsync(RecipientKey recipient, ErasureContinuation continuation, CancellationToken cancellationToken)
    {
        var removed = _tables.ToDictionary(table => table.Name, _ => 0);
        var now = time.GetUtcNow();
        if (continuation.NotBefore is { } settled && settled > now)
            return Report(recipient, removed, continuation, settled - now);

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var first = Array.FindIndex(_tables, table => table.Name == continuation.Table);
        // A table that only another version of the app knows: start again.
        var at = continuation with { NotBefore = null, Next = first < 0 ? null : continuation.Next };
        try
        {
            foreach (var table in _tables.Skip(first))
            {
                at = at with { Table = table.Name };
                await foreach (var page in table.EraseAsync(recipient, at.Next, either.Token))
                {
                    removed[table.Name] += page.Removed;
                    at = at with { Next = page.Next, Recheck = at.Recheck || (page.Removed > 0 && table.Settling > TimeSpan.Zero) };
                    if (page.Next is not null && time.GetUtcNow() - now >= Run)
                        return Report(recipient, removed, at, TimeSpan.Zero);
                }
                at = at with { Next = null };
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.ErasureInterrupted(logger, MaskedAddress.Of(recipient.Value), Fault.Explain(e));
            // The service may not know the place any more, and rows of the page under way may be removed.
            var next = e is RequestFailedException { Status: 400 } ? null : at.Next;
            var recheck = at.Recheck || _tables.Any(table => table.Name == at.Table && table.Settling > TimeSpan.Zero);
            return Report(recipient, removed, at with { Next = next, Recheck = recheck }, AfterInterruption, interrupted: true);
        }
        return at.Recheck
            ? Report(recipient, removed, ErasureContinuation.StartOf(recipient) with { NotBefore = time.GetUtcNow() + Settling }, Settling)
            : Report(recipient, removed, null, null);
    }

    private ErasureReport Report(
        RecipientKey recipient, Dictionary<string, int> removed, ErasureContinuation? continuation, TimeSpan? retryAfter, bool interrupted = false)
    {
        foreach (var (table, rows) in removed)
            metrics.Count(table, RemovalMetrics.Erasure, rows);
        if (logger.IsEnabled(LogLevel.Information))
            Log.Erased(
                logger,
                MaskedAddress.Of(recipient.Value),
                string.Join(", ", removed.Select(table => $"{table.Key} {table.Value}")),
                continuation is null ? "complete" : "to be continued");
        return new ErasureReport(removed, continuation, retryAfter, interrupted);
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Information, "Erasure of {Recipient}: removed rows: {Removed}; {State}.")]
        public static partial void Erased(ILogger logger, string recipient, string removed, string state);

        [LoggerMessage(401, LogLevel.Error, "Erasure of {Recipient} was interrupted and must be continued. {Fault}")]
        public static partial void ErasureInterrupted(ILogger logger, string recipient, string fault);
    }
}
