using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Privacy;

/// <summary>
/// Removes rows older than the settings allow, page by page. Each run continues where the last one stopped, on whatever
/// instance. The outbox is never touched.
/// </summary>
internal sealed partial class Retention(
    RetentionOptions options,
    IEnumerable<IExpiringTable> tables,
    RetentionProgress progress,
    RemovalMetrics metrics,
    TimeProvider time,
    ILogger<Retention> logger)
{
    /// <summary>How long one run works: less than the 5 minutes that the Consumption plan gives a function by default.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromMinutes(4);

    private const int BadRequest = 400;

    /// <summary>Works until no expired row is left, <see cref="Run"/> is over, or the token is cancelled. Faults are logged.</summary>
    /// <returns>How many rows were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        using var limit = new CancellationTokenSource(Run, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // The shortest age first: a large table that is kept for years must not delay what is promised to go after a month.
        foreach (var table in tables.Where(table => options.Ages.ContainsKey(table.Name)).OrderBy(table => options.Ages[table.Name]))
        {
            try
            {
                await RunAsync(table, options.Ages[table.Name], rows => removed += rows, either.Token);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                Log.RetentionNotFinished(logger, table.Name);
                return removed;
            }
            catch (Exception e)
            {
                Log.RetentionFailed(logger, table.Name, Fault.Explain(e));
            }
        }
        return removed;
    }

    private async Task RunAsync(IExpiringTable table, TimeSpan age, Action<int> count, CancellationToken cancellationToken)
    {
        var last = await progress.ReadAsync(table.Name, cancellationToken);
        if (RetentionPass.Due(last, table.Name, age, time.GetUtcNow()) is not { } pass)
            return;
        try
        {
            await foreach (var page in table.ExpireAsync(pass.CutOff, pass.Next, cancellationToken))
            {
                count(page.Removed);
                metrics.Count(table.Name, RemovalMetrics.Retention, page.Removed);
                pass = pass with { Removed = pass.Removed + page.Removed, Next = page.Next };
                if (page.Next is not null)
                    await progress.WriteAsync(pass, cancellationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == BadRequest && pass.Next is not null)
        {
            Log.RetentionPlaceLost(logger, table.Name, Fault.Explain(e));
            await progress.WriteAsync(pass with { Next = null }, cancellationToken);
            return;
        }
        await progress.WriteAsync(pass with { Next = null, CompletedAt = time.GetUtcNow() }, cancellationToken);
        Log.RetentionCompleted(logger, table.Name, pass.Removed, pass.CutOff);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Information, "Retention of {Table} completed: {Removed} rows older than {CutOff:u} removed.")]
        public static partial void RetentionCompleted(ILogger logger, string table, int removed, DateTimeOffset cutOff);

        [LoggerMessage(411, LogLevel.Information, "Retention of {Table} was not completed in this run; the next run continues.")]
        public static partial void RetentionNotFinished(ILogger logger, string table);

        [LoggerMessage(412, LogLevel.Error, "Retention of {Table} failed; the next run tries again. {Fault}")]
        public static partial void RetentionFailed(ILogger logger, string table, string fault);

        [LoggerMessage(413, LogLevel.Warning, "Retention of {Table}: the table service rejected the continuation token; the next run starts again. {Fault}")]
        public static partial void RetentionPlaceLost(ILogger logger, string table, string fault);
    }
}
