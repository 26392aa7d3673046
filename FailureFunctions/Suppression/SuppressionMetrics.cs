using System.Diagnostics.Metrics;
using FailureFunctions.Observability;

namespace FailureFunctions.Suppression;

/// <summary>
/// What the updater does, and how long its messages wait: docs/telemetry.md. The timer runs on one instance at a time, so an instance
/// that has not looked lately reports no age.
/// </summary>
internal sealed class SuppressionMetrics
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _announced;
    private readonly Histogram<double> _duration;
    private volatile Look? _look;

    public SuppressionMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(TelemetryNames.Source);
        _messages = meter.CreateCounter<long>("failurefunctions.suppression.messages", "{message}", "Messages that the suppression list took, by result.");
        _announced = meter.CreateCounter<long>("failurefunctions.suppression.announced", "{event}", "Changes of the suppression list that were announced, by type.");
        _duration = meter.CreateHistogram(
            "failurefunctions.suppression.duration", "s", "Duration of a run of the updater.", advice: DurationBuckets.OfRuns);
        meter.CreateObservableGauge("failurefunctions.suppression.age", Age, "s", "Age of the oldest message that the suppression list has not taken.");
    }

    public void Messages(string result, int count)
    {
        if (count > 0)
            _messages.Add(count, KeyValuePair.Create<string, object?>("result", result));
    }

    public void Announced(SuppressionEntry entry) =>
        _announced.Add(1, KeyValuePair.Create<string, object?>("type", SuppressionEvent.TypeOf(entry)));

    public void Ran(TimeSpan duration) => _duration.Record(duration.TotalSeconds);

    public void Waiting(DateTimeOffset? oldest) => _look = new Look(oldest, _time.GetUtcNow());

    private IEnumerable<Measurement<double>> Age() => _look is { } look && _time.GetUtcNow() - look.At < Lately
        ? [new(look.Oldest is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0)]
        : [];

    private sealed record Look(DateTimeOffset? Oldest, DateTimeOffset At);
}
