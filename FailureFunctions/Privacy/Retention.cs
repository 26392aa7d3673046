using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Privacy;

/// <summary>The settings <c>Retention__…</c>: how long rows are kept. Failures are kept for ever unless set.</summary>
internal sealed class RetentionOptions
{
    // Below one day a repeat by the sender would count as new.
    private const string Shortest = "1.00:00:00";
    private const string Longest = "36500.00:00:00";
    private const string Format = "days, such as 365, or d.hh:mm:ss";
    private const string OutOfBounds = "out of bounds; write 1 to 36500 days, such as 365.";

    [Description(Format)]
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfBounds)]
    public TimeSpan? Failures { get; set; }

    // These expire unless set: erasure may not find an address in each of them.
    [Description(Format)]
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfBounds)]
    public TimeSpan? RejectedNotifications { get; set; } = TimeSpan.FromDays(30);

    [Description(Format)]
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfBounds)]
    public TimeSpan? Suppressions { get; set; }

    /// <summary>How old rows of a table may become; null for any age.</summary>
    public TimeSpan? AgeOf(string table) => table switch
    {
        TableNames.Failures or TableNames.Links => Failures,
        TableNames.Rejected => RejectedNotifications,
        TableNames.Suppressions => Suppressions,
        RowSets.Notices => TimeSpan.FromDays(7),
        _ => null,
    };
}

/// <summary>
/// Removes rows older than the settings allow, page by page. Each run continues where the last one stopped, on whatever
/// instance. The outbox is never touched.
/// </summary>
internal sealed partial class Retention(
    RetentionOptions options,
    IEnumerable<IExpiringTable> tables,
    TablePasses passes,
    RemovalMetrics metrics,
    TimeProvider time,
    ILogger<Retention> logger)
{
    /// <summary>How long one run works: less than the 5 minutes that the Consumption plan gives a function by default.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromMinutes(4);

    /// <summary>How long after a pass was completed the next one starts: once a night, whenever in the night that is.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(20);

    /// <summary>The RowKey of its passes.</summary>
    public const string Purpose = "pass";

    /// <summary>Works until no expired row is left, <see cref="Run"/> is over, or the token is cancelled. Faults are logged.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Run, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // The shortest age first: a large table that is kept for years must not delay what is promised to go after a month.
        foreach (var table in tables.OrderBy(table => options.AgeOf(table.Name)))
        {
            try
            {
                if (options.AgeOf(table.Name) is { } age)
                    await RunAsync(table, age, either.Token);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                Log.RetentionNotFinished(logger, table.Name);
                return;
            }
            catch (Exception e)
            {
                Log.RetentionFailed(logger, table.Name, Fault.Explain(e));
            }
        }
    }

    private async Task RunAsync(IExpiringTable table, TimeSpan age, CancellationToken cancellationToken)
    {
        if (await passes.DueAsync(table.Name, Purpose, age, Pause, cancellationToken) is not { } pass)
            return;
        var completed = await passes.RunAsync(
            pass,
            table.ExpireAsync(pass.CutOff, pass.Next, cancellationToken),
            page => metrics.Count(table.Name, RemovalMetrics.Retention, page.Removed),
            cancellationToken);
        if (completed is null)
            Log.RetentionPlaceLost(logger, table.Name);
        else
            Log.RetentionCompleted(logger, table.Name, completed.Removed, completed.CutOff);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Information, "Retention of {Table} completed: {Removed} rows older than {CutOff:u} removed.")]
        public static partial void RetentionCompleted(ILogger logger, string table, int removed, DateTimeOffset cutOff);

        [LoggerMessage(411, LogLevel.Information, "Retention of {Table} was not completed in this run; the next run continues.")]
        public static partial void RetentionNotFinished(ILogger logger, string table);

        [LoggerMessage(412, LogLevel.Error, "Retention of {Table} failed; the next run tries again. {Fault}")]
        public static partial void RetentionFailed(ILogger logger, string table, string fault);

        [LoggerMessage(413, LogLevel.Warning, "Retention of {Table}: the table service rejected the continuation token; the next run starts again.")]
        public static partial void RetentionPlaceLost(ILogger logger, string table);
    }
}
