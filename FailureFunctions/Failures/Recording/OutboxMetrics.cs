using System.Diagnostics.Metrics;
using FailureFunctions.Failures.Intake;

namespace FailureFunctions.Failures.Recording;

/// <summary>
/// How full the outbox is, on the meter <c>FailureFunctions</c>. The timer runs on one instance at a time, so an
/// instance that has not listed the outbox lately says nothing.
/// </summary>
public sealed class OutboxMetrics
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;
    private volatile Sight? _last;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The application's meters.</param>
    /// <param name="time">Tells the age of the oldest entry.</param>
    public OutboxMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        var meter = meters.Create(IntakeMetrics.MeterName);
        meter.CreateObservableGauge(
            "failurefunctions.outbox.count", () => Observe(sight => (long)sight.Listing.Count), "{entry}", "Entries in the outbox.");
        meter.CreateObservableGauge(
            "failurefunctions.outbox.unreadable",
            () => Observe(sight => (long)sight.Listing.Unreadable),
            "{entry}",
            "Entries in the outbox that cannot be read.");
        meter.CreateObservableGauge("failurefunctions.outbox.age", () => Observe(AgeOf), "s", "Age of the oldest entry.");
    }

    /// <summary>Tells what stands in the outbox.</summary>
    /// <param name="listing">What was seen.</param>
    /// <param name="at">When.</param>
    public void Set(OutboxListing listing, DateTimeOffset at) => _last = new Sight(listing with { Due = [] }, at);

    private double AgeOf(Sight sight) =>
        sight.Listing.Oldest is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Observe<T>(Func<Sight, T> value)
        where T : struct =>
        _last is { } sight && _time.GetUtcNow() - sight.At < Lately ? [new Measurement<T>(value(sight))] : [];

    private sealed record Sight(OutboxListing Listing, DateTimeOffset At);
}
