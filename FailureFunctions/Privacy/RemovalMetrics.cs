using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Privacy;

/// <summary>Counts removed rows: docs/telemetry.md.</summary>
internal sealed class RemovalMetrics(IMeterFactory meters)
{
    public const string Retention = "retention";
    public const string Erasure = "erasure";

    private readonly Counter<long> _removed = meters.Create(TelemetryNames.Source)
        .CreateCounter<long>("failurefunctions.rows.removed", "{row}", "Rows removed, by table and by what.");

    /// <param name="table">The table that the rows were in.</param>
    /// <param name="by"><see cref="Retention"/> or <see cref="Erasure"/>.</param>
    /// <param name="rows">How many.</param>
    public void Count(string table, string by, int rows)
    {
        if (rows > 0)
            _removed.Add(rows, KeyValuePair.Create<string, object?>("table", table), KeyValuePair.Create<string, object?>("by", by));
    }
}
