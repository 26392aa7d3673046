using System.Diagnostics.Metrics;
using FailureFunctions.Classification;
using FailureFunctions.Observability;
using FailureFunctions.Recording;

namespace FailureFunctions.Receiving;

/// <summary>Counts and times calls, and counts failures: docs/telemetry.md lists the instruments.</summary>
internal sealed class IntakeMetrics
{
    /// <summary>The outcome of a call that was cancelled because the host stops.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The outcome of a call that ended in an unexpected exception.</summary>
    public const string Error = "error";

    private readonly TimeProvider _time;
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _authenticationFailures;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The application's meters.</param>
    /// <param name="time">Measures how long calls take.</param>
    public IntakeMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        var meter = meters.Create(TelemetryNames.Source);
        _notifications = meter.CreateCounter<long>("failurefunctions.notifications", "{notification}", "Calls, by outcome.");
        _failures = meter.CreateCounter<long>("failurefunctions.failures", "{failure}", "New failures, by severity and reason.");
        _authenticationFailures = meter.CreateCounter<long>(
            "failurefunctions.authentication.failures", "{notification}", "Calls that were refused, by cause.");
        _duration = meter.CreateHistogram(
            "failurefunctions.receive.duration", "s", "How long a call took, by outcome.", advice: DurationBuckets.OfRequests);
    }

    /// <summary>The moment at which a call begins.</summary>
    /// <returns>A timestamp for <see cref="Count(IntakeResult, long)"/>.</returns>
    public long Begin() => _time.GetTimestamp();

    /// <summary>Counts a call.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="begun">When it began.</param>
    public void Count(IntakeResult result, long begun)
    {
        Count(IntakeResults.NameOf(result), begun);
        if (result is IntakeResult.Unauthenticated refused)
            _authenticationFailures.Add(1, KeyValuePair.Create<string, object?>("cause", refused.Cause));
    }

    /// <summary>Counts a failure, once however often it is reported.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="outcome">What became of it.</param>
    public void Count(Failure failure, RecordOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (outcome is RecordOutcome.Duplicate or RecordOutcome.Unavailable)
            return;
        _failures.Add(
            1,
            KeyValuePair.Create<string, object?>("severity", ClassificationNames.Of(failure.Classification.Severity)),
            KeyValuePair.Create<string, object?>("reason", ClassificationNames.Of(failure.Classification.Reason)));
    }

    /// <summary>Counts a call.</summary>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="begun">When it began.</param>
    public void Count(string outcome, long begun)
    {
        var tag = KeyValuePair.Create<string, object?>("outcome", outcome);
        _notifications.Add(1, tag);
        _duration.Record(_time.GetElapsedTime(begun).TotalSeconds, tag);
    }
}
