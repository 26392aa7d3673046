using System.Diagnostics.Metrics;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>What the gauges of the outbox show to whoever listens to the meter: docs/telemetry.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OutboxMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly TestMeters _meters = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seen = [];
    private readonly OutboxMetrics _metrics;

    public OutboxMetricsTests()
    {
        _metrics = new OutboxMetrics(_meters, _time);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_meters.All.Contains(instrument.Meter) && instrument.Meter.Name == "FailureFunctions")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _seen[instrument.Name] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _seen[instrument.Name] = value);
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    [Test]
    public async Task A_run_of_the_drain_shows_how_many_entries_stand_how_old_the_oldest_is_and_how_many_cannot_be_read()
    {
        await DrainAsync(new OutboxListing([], 3, 1, Samples.Now - TimeSpan.FromSeconds(90), false));

        Assert.That(Read(), Is.EquivalentTo(new Dictionary<string, double>
        {
            ["failurefunctions.outbox.count"] = 3,
            ["failurefunctions.outbox.unreadable"] = 1,
            ["failurefunctions.outbox.age"] = 90,
        }));
    }

    [Test]
    public async Task The_age_goes_on_between_two_runs()
    {
        await DrainAsync(new OutboxListing([], 1, 0, Samples.Now, false));
        _time.Advance(TimeSpan.FromSeconds(59));

        Assert.That(Read()["failurefunctions.outbox.age"], Is.EqualTo(59));
    }

    [Test]
    public async Task An_empty_outbox_shows_zeroes()
    {
        await DrainAsync(new OutboxListing([], 0, 0, null, false));

        Assert.That(Read().Values, Is.EqualTo(new double[] { 0, 0, 0 }));
    }

    [Test]
    public async Task An_instance_that_has_not_looked_into_the_outbox_lately_shows_nothing()
    {
        Assert.That(Read(), Is.Empty);
        await DrainAsync(new OutboxListing([], 1, 0, Samples.Now, false));
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.That(Read(), Is.Empty);
    }

    private Dictionary<string, double> Read()
    {
        _seen.Clear();
        _listener.RecordObservableInstruments();
        return _seen;
    }

    private Task<DrainReport> DrainAsync(OutboxListing listing)
    {
        var outbox = Mock.Of<IOutbox>(mock => mock.ListAsync(It.IsAny<CancellationToken>()) == Task.FromResult(listing));
        return new OutboxDrain(
            outbox, Mock.Of<IFailureRows>(), Mock.Of<IFailurePublisher>(), TestCalls.Unlimited, _metrics, _time, NullLogger<OutboxDrain>.Instance)
            .RunAsync(CancellationToken.None);
    }
}
