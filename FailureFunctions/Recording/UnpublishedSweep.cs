using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Recording;

/// <summary>The settings <c>Recording__…</c>.</summary>
internal sealed class RecordingOptions
{
    public const string Section = "Recording";

    /// <summary>How long after a sweep for unpublished rows the next one starts.</summary>
    [Description("days, such as 1, or d.hh:mm:ss")]
    [Range(typeof(TimeSpan), "0.01:00:00", "30.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 01:00:00 (an hour) to 30 (days).")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromDays(1);
}

/// <summary>
/// Queues rows that are not marked as published: nothing was acknowledged, because the process died or could not go on, or the
/// message was sent and the mark failed. The sender's repeat completes such a row; this is for what nobody repeats. A row that
/// waits in the outbox already is queued again, which does no harm.
/// </summary>
internal sealed partial class UnpublishedSweep(
    MaintenanceTables tables,
    TablePasses passes,
    IOutbox outbox,
    DependencyCalls calls,
    IOptions<RecordingOptions> options,
    TimeProvider time,
    ILogger<UnpublishedSweep> logger)
{
    /// <summary>How long one run works: less than the 5 minutes that the Consumption plan gives a function by default.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromMinutes(4);

    /// <summary>The RowKey of its passes.</summary>
    public const string Purpose = "unpublished";

    /// <summary>A younger row is left to the request that added it, which may still be running.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private readonly RowSweep _rows = new(new CreatedTable(tables.Service, TableNames.Failures))
    {
        Columns = [.. RowSweep.Keys, Column.ReceivedAt, Column.PublishedAt, Column.Attempt],
    };

    /// <summary>Works until the table is done, <see cref="Run"/> is over, or the token is cancelled. Faults are logged.</summary>
    /// <returns>How many rows were queued.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var queued = 0;
        using var limit = new CancellationTokenSource(Run, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await passes.DueAsync(TableNames.Failures, Purpose, Age, options.Value.SweepInterval, either.Token) is { } pass)
                await passes.RunAsync(pass, QueueAsync(pass, either.Token), page => queued += page.Removed, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The next run continues.
        }
        catch (Exception e)
        {
            Log.SweepFailed(logger, Fault.Explain(e));
        }
        if (queued > 0)
            Log.LeftOver(logger, queued);
        return queued;
    }

    private async IAsyncEnumerable<SweptPage> QueueAsync(TablePass pass, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in _rows.PagesAsync(pass.Next, cancellationToken))
        {
            var queued = 0;
            foreach (var row in page.Values.Where(row => IsLeftOver(row, pass.CutOff)))
            {
                var keys = new RowKeys(row.PartitionKey, row.RowKey);
                queued += await calls.RunAsync(RecordingCalls.AddPointer, token => outbox.AddSweptAsync(keys, token), cancellationToken) ? 1 : 0;
            }
            yield return new SweptPage(queued, page.ContinuationToken);
        }
    }

    private static bool IsLeftOver(TableEntity row, DateTimeOffset cutOff) =>
        !FailuresTable.IsPublished(row) && !(row[Column.ReceivedAt] is DateTimeOffset received && received >= cutOff);

    private static partial class Log
    {
        [LoggerMessage(220, LogLevel.Warning, "Sweep: {Count} rows were not marked as published after ten minutes; they are queued now.")]
        public static partial void LeftOver(ILogger logger, int count);

        [LoggerMessage(221, LogLevel.Error, "The sweep for unpublished rows failed; the next run continues. {Fault}")]
        public static partial void SweepFailed(ILogger logger, string fault);
    }
}
