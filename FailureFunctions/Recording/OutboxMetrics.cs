using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>
/// How full the outbox is and how draining it goes, on the meter <c>FailureFunctions</c>. The timer runs on one instance at a time, so an
/// instance that has not listed the outbox lately says nothing.
/// </summary>
internal sealed class OutboxMetrics
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _entries;
    private volatile Sight? _last;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The application's meters.</param>
    /// <param name="time">Tells the age of the oldest entry.</param>
    public OutboxMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        var meter = meters.Create(TelemetryNames.Source);
        meter.CreateObservableGauge(
            "failurefunctions.outbox.count", () => Observe(sight => (long)sight.Listing.Count), "{entry}", "Entries in the outbox.");
        meter.CreateObservableGauge(
            "failurefunctions.outbox.unreadable",
            () => Observe(sight => (long)sight.Listing.Unreadable),
            "{entry}",
            "Entries in the outbox that cannot be read.");
        meter.CreateObservableGauge("failurefunctions.outbox.age", () => Observe(AgeOf), "s", "Age of the oldest entry.");
        _duration = meter.CreateHistogram(
            "failurefunctions.drain.duration", "s", "How long a run of the drain took.", advice: DurationBuckets.OfRuns);
        _entries = meter.CreateCounter<long>("failurefunctions.drain.entries", "{entry}", "Entries that the drain took, by what became of them.");
    }

    /// <summary>Tells what stands in the outbox.</summary>
    /// <param name="listing">What was seen.</param>
    /// <param name="at">When.</param>
    public void Set(OutboxListing listing, DateTimeOffset at) => _last = new Sight(listing with { Due = [] }, at);

    /// <summary>The moment at which a run begins.</summary>
    /// <returns>A timestamp for <see cref="End"/>.</returns>
    public long Begin() => _time.GetTimestamp();

    /// <summary>Tells how a run went.</summary>
    /// <param name="report">What was done.</param>
    /// <param name="begun">When it began.</param>
    public void End(DrainReport report, long begun)
    {
        _duration.Record(_time.GetElapsedTime(begun).TotalSeconds);
        Add("completed", report.Completed);
        Add("postponed", report.Postponed);
        Add("unreadable", report.Unreadable);
    }

    private void Add(string result, int count)
    {
        if (count > 0)
            _entries.Add(count, KeyValuePair.Create<string, object?>("result", result));
    }

    private double AgeOf(Sight sight) =>
        sight.Listing.Oldest is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Observe<T>(Func<Sight, T> value)
        where T : struct =>
        _last is { } sight && _time.GetUtcNow() - sight.At < Lately ? [new Measurement<T>(value(sight))] : [];

    private sealed record Sight(OutboxListing Listing, DateTimeOffset At);
}
