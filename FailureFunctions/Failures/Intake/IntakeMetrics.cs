using System.Diagnostics.Metrics;
using FailureFunctions.Classification;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Failures.Intake;

/// <summary>Counts calls and failures on the meter <c>FailureFunctions</c>: docs/metrics.md lists the instruments.</summary>
public sealed class IntakeMetrics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string MeterName = "FailureFunctions";

    private readonly Counter<long> _notifications;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _authenticationFailures;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The application's meters.</param>
    public IntakeMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _notifications = meter.CreateCounter<long>("failurefunctions.notifications", "{notification}", "Calls, by outcome.");
        _failures = meter.CreateCounter<long>("failurefunctions.failures", "{failure}", "New failures, by severity and reason.");
        _authenticationFailures = meter.CreateCounter<long>(
            "failurefunctions.authentication.failures", "{notification}", "Calls that were refused, by cause.");
    }

    /// <summary>Counts a call.</summary>
    /// <param name="result">What came of it.</param>
    public void Count(IntakeResult result)
    {
        _notifications.Add(1, KeyValuePair.Create<string, object?>("outcome", IntakeResults.NameOf(result)));
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
}
