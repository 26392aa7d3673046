using System.Diagnostics.Metrics;

namespace FailureFunctions.Tests.Observability;

/// <summary>Makes meters, and tells them from those of other tests.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public IReadOnlyCollection<Meter> All => _meters;

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
