using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>
/// The outbox's size and the drain's results: docs/telemetry.md. The timer runs on one instance at a time, so an instance that
/// has not listed the outbox lately reports no size.
/// </summary>
internal sealed class OutboxMetrics
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _entries;
    private volatile Snapshot? _latest;

    public OutboxMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(TelemetryNames.Source);
        meter.CreateObservableGauge("failurefunctions.outbox.count", () => Observe(outbox => (long)outbox.Count), "{entry}", "Entries in the outbox.");
        meter.CreateObservableGauge(
            "failurefunctions.outbox.unreadable", () => Observe(outbox => (long)outbox.Unreadable), "{entry}", "Unreadable entries in the outbox.");
        meter.CreateObservableGauge("failurefunctions.outbox.age", () => Observe(AgeOf), "s", "Age of the oldest entry.");
        _duration = meter.CreateHistogram(
            "failurefunctions.drain.duration", "s", "Duration of a run of the drain.", advice: DurationBuckets.OfRuns);
        _entries = meter.CreateCounter<long>("failurefunctions.drain.entries", "{entry}", "Entries that the drain took, by result.");
    }

    public void Set(OutboxListing listing) => _latest = new Snapshot(listing.Count, listing.Unreadable, listing.Oldest, _time.GetUtcNow());

    public void Record(DrainReport report, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds);
        Add("completed", report.Completed);
        Add("postponed", report.Postponed);
        Add("unreadable", report.Unreadable);
    }

    private void Add(string result, int count)
    {
        if (count > 0)
            _entries.Add(count, KeyValuePair.Create<string, object?>("result", result));
    }

    private double AgeOf(Snapshot outbox) => outbox.Oldest is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Observe<T>(Func<Snapshot, T> value)
        where T : struct =>
        _latest is { } outbox && _time.GetUtcNow() - outbox.At < Lately ? [new Measurement<T>(value(outbox))] : [];

    private sealed record Snapshot(int Count, int Unreadable, DateTimeOffset? Oldest, DateTimeOffset At);
}
