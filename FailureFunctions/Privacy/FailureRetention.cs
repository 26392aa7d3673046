using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Privacy;

/// <summary>
/// Removes rows that are older than the settings allow, a page at a time. What one run does not get to, the next goes on
/// with; what is removed twice, by two instances, is removed once. The outbox is never touched.
/// </summary>
/// <param name="options">How old rows may become.</param>
/// <param name="tables">The storage account.</param>
/// <param name="passes">How far it has come.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">Tells ages, and measures the run.</param>
/// <param name="logger">Told of each table.</param>
internal sealed partial class FailureRetention(
    RetentionOptions options,
    MaintenanceTables tables,
    TableRetentionPasses passes,
    RemovalMetrics metrics,
    TimeProvider time,
    ILogger<FailureRetention> logger)
{
    private const int BadRequest = 400;

    private readonly Dictionary<string, CreatedTable> _tables =
        options.Ages.Keys.ToDictionary(name => name, name => new CreatedTable(tables.Service, name));

    /// <summary>Works until nothing expired is left, <see cref="RetentionLimits.Run"/> is over, or the token is cancelled.</summary>
    /// <param name="cancellationToken">Ends the run; the next one goes on.</param>
    /// <returns>How many rows were removed. What went wrong is logged, and tried again by the next run.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        using var limit = new CancellationTokenSource(RetentionLimits.Run, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var (table, age) in options.Ages)
        {
            try
            {
                await RunAsync(table, age, rows => removed += rows, either.Token);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                Log.RetentionNotFinished(logger, table);
                return removed;
            }
            catch (Exception e)
            {
                Log.RetentionFailed(logger, table, Fault.Explain(e));
            }
        }
        return removed;
    }

    private async Task RunAsync(string table, TimeSpan age, Action<int> count, CancellationToken cancellationToken)
    {
        var last = await passes.ReadAsync(table, cancellationToken);
        if (RetentionPass.Due(last, table, age, time.GetUtcNow()) is not { } pass)
            return;
        try
        {
            var filter = ExpiredRows.Before(table, pass.CutOff);
            await foreach (var page in RowSweep.RemoveAsync(_tables[table], filter, pass.Next, cancellationToken))
            {
                count(page.Removed);
                metrics.Count(table, RemovalCause.Retention, page.Removed);
                pass = pass with { Removed = pass.Removed + page.Removed, Next = page.Next };
                if (page.Next is null)
                    break;
                await passes.WriteAsync(pass, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (RequestFailedException e) when (e.Status == BadRequest && pass.Next is not null)
        {
            // The service no longer knows the place: from the beginning, by the next run.
            Log.RetentionPlaceLost(logger, table, Fault.Explain(e));
            await passes.WriteAsync(pass with { Next = null }, cancellationToken);
            return;
        }
        await passes.WriteAsync(pass with { Next = null, CompletedAt = time.GetUtcNow() }, cancellationToken);
        Log.RetentionCompleted(logger, table, pass.Removed, pass.CutOff);
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Retention: table {Table} is done, {Removed} rows from before {CutOff:u} removed.")]
        public static partial void RetentionCompleted(ILogger logger, string table, int removed, DateTimeOffset cutOff);

        [LoggerMessage(41, LogLevel.Information, "Retention: table {Table} is not finished in this run; the next goes on.")]
        public static partial void RetentionNotFinished(ILogger logger, string table);

        [LoggerMessage(42, LogLevel.Error, "Retention: table {Table} could not be gone through; the next run tries again. {Fault}")]
        public static partial void RetentionFailed(ILogger logger, string table, string fault);

        [LoggerMessage(43, LogLevel.Warning, "Retention: the place in table {Table} is lost; the next run begins anew. {Fault}")]
        public static partial void RetentionPlaceLost(ILogger logger, string table, string fault);
    }
}
