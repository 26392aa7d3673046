using System.Diagnostics.Metrics;
using FailureFunctions.Tests.Observability;

namespace FailureFunctions.Tests.Privacy;

/// <summary>Listens to the counter of removed rows.</summary>
internal sealed class RemovalCounts : IDisposable
{
    private readonly MeterListener _listener = new();

    public RemovalCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "failurefunctions.rows.removed" && Meters.All.Contains(instrument.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, rows, tags, _) => All.Add(((int)rows, TagOf(tags, "table"), TagOf(tags, "by"))));
        _listener.Start();
    }

    public TestMeters Meters { get; } = new();

    public List<(int Rows, string Table, string By)> All { get; } = [];

    public void Dispose()
    {
        _listener.Dispose();
        Meters.Dispose();
    }

    private static string TagOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
                return (string)value!;
        }
        return "";
    }
}
