using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Privacy;

/// <summary>
/// Erases everything about a recipient from every table, in the tables' order: first what others would write the rest
/// from. It may be repeated at any time, and what stands in the way of it (docs/retention.md) is looked for again later.
/// </summary>
/// <param name="tables">The tables, in their order.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">Measures the limits.</param>
/// <param name="logger">Told of each call: a masked address and counts.</param>
internal sealed partial class RecipientErasure(
    IEnumerable<IErasableTable> tables, RemovalMetrics metrics, TimeProvider time, ILogger<RecipientErasure> logger)
{
    private const int BadRequest = 400;

    private readonly IErasableTable[] _tables = [.. tables];

    /// <summary>Erases as much as <see cref="ErasureLimits.Call"/> allows.</summary>
    /// <param name="request">Whose data.</param>
    /// <param name="cancellationToken">Ends the work; what was removed by then stays removed.</param>
    /// <returns>What was removed, and where to go on.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ErasureReport> EraseAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var removed = _tables.ToDictionary(table => table.Name, _ => 0);
        removed.TryAdd(TableNames.Failures, 0);
        if (request.From.NotBefore is { } settled && settled > time.GetUtcNow())
            return Report(request, removed, request.From, settled - time.GetUtcNow());

        using var longest = new CancellationTokenSource(ErasureLimits.Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        var first = Array.FindIndex(_tables, table => table.Name == request.From.Table);
        // From the first table too where another version has named one that is not there.
        var place = request.From with { NotBefore = null, Next = first < 0 ? null : request.From.Next };
        var end = time.GetUtcNow() + ErasureLimits.Call;
        try
        {
            for (var i = Math.Max(0, first); i < _tables.Length; i++)
            {
                place = place with { Table = _tables[i].Name };
                await foreach (var page in _tables[i].EraseAsync(request.Recipient, place.Next, either.Token))
                {
                    removed[_tables[i].Name] += page.Removed;
                    removed[TableNames.Failures] += page.FailureRows;
                    place = place with
                    {
                        Next = page.Next,
                        MayComeBack = place.MayComeBack || (_tables[i].MayComeBack && page.Removed > 0),
                    };
                    if (page.Next is not null && time.GetUtcNow() >= end)
                        return Report(request, removed, place, TimeSpan.Zero);
                }
                place = place with { Next = null };
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.ErasureInterrupted(logger, MaskedAddress.Of(request.Recipient), Fault.Explain(e));
            // A place that the service does not know is none to come back to; and of the page that it was at some rows may be gone.
            var again = e is RequestFailedException { Status: BadRequest } ? place with { Next = null } : place;
            var mayComeBack = place.MayComeBack || Array.Exists(_tables, table => table.MayComeBack && table.Name == place.Table);
            return Report(request, removed, again with { MayComeBack = mayComeBack }, ErasureLimits.Interruption, interrupted: true);
        }
        return place.MayComeBack
            ? Report(
                request,
                removed,
                ErasurePlace.StartOf(request.Recipient) with { NotBefore = time.GetUtcNow() + ErasureLimits.Settling },
                ErasureLimits.Settling)
            : Report(request, removed, null, null);
    }

    private ErasureReport Report(
        ErasureRequest request, Dictionary<string, int> removed, ErasurePlace? next, TimeSpan? retryAfter, bool interrupted = false)
    {
        foreach (var (table, rows) in removed)
            metrics.Count(table, RemovalCause.Erasure, rows);
        if (logger.IsEnabled(LogLevel.Information))
            Log.Erased(
                logger,
                MaskedAddress.Of(request.Recipient),
                string.Join(", ", removed.Select(table => $"{table.Key} {table.Value}")),
                next is null ? "complete" : "to be gone on with");
        return new ErasureReport(removed, next, retryAfter, interrupted);
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Information, "Erasure of {Recipient}: {Removed} rows removed, {State}.")]
        public static partial void Erased(ILogger logger, string recipient, string removed, string state);

        [LoggerMessage(51, LogLevel.Error, "Erasure of {Recipient} was interrupted; it is to be gone on with. {Fault}")]
        public static partial void ErasureInterrupted(ILogger logger, string recipient, string fault);
    }
}
