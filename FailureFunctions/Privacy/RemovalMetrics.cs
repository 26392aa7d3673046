using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Privacy;

/// <summary>Why rows are removed.</summary>
internal enum RemovalCause
{
    /// <summary>They are older than the settings allow.</summary>
    Retention,

    /// <summary>Everything about their recipient is erased.</summary>
    Erasure,
}

/// <summary>Counts rows that are removed, on the meter <c>FailureFunctions</c>: docs/telemetry.md.</summary>
internal sealed class RemovalMetrics
{
    private readonly Counter<long> _removed;

    /// <summary>Makes the instrument.</summary>
    /// <param name="meters">The application's meters.</param>
    public RemovalMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _removed = meters.Create(TelemetryNames.Source)
            .CreateCounter<long>("failurefunctions.rows.removed", "{row}", "Rows removed, by table and by what.");
    }

    /// <summary>Counts rows.</summary>
    /// <param name="table">Their table.</param>
    /// <param name="cause">Why they went.</param>
    /// <param name="rows">How many.</param>
    public void Count(string table, RemovalCause cause, int rows)
    {
        if (rows > 0)
            _removed.Add(
                rows,
                KeyValuePair.Create<string, object?>("table", table),
                KeyValuePair.Create<string, object?>("by", cause == RemovalCause.Retention ? "retention" : "erasure"));
    }
}
