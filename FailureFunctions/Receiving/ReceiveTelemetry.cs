using System.Diagnostics;
using System.Diagnostics.Metrics;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Bounces;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>
/// Metrics, spans and log of requests: docs/telemetry.md. They hold event ids, domains and masked addresses, never bodies,
/// keys or signatures.
/// </summary>
internal sealed partial class ReceiveTelemetry
{
    private readonly FailureActivities _activities;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RefusalLog _refusals;
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _returned;
    private readonly Counter<long> _authenticationFailures;
    private readonly Counter<long> _turnedAway;
    private readonly Histogram<double> _duration;

    public ReceiveTelemetry(IMeterFactory meters, FailureActivities activities, TimeProvider time, ILogger<ReceivePipeline> logger)
    {
        (_activities, _time, _logger, _refusals) = (activities, time, logger, new RefusalLog(time));
        var meter = meters.Create(TelemetryNames.Source);
        _notifications = meter.CreateCounter<long>("failurefunctions.notifications", "{notification}", "Requests, by outcome.");
        _failures = meter.CreateCounter<long>("failurefunctions.failures", "{failure}", "New failures, by severity and reason.");
        _returned = meter.CreateCounter<long>("failurefunctions.bounces", "{message}", "Messages that came back, by what they are.");
        _authenticationFailures = meter.CreateCounter<long>(
            "failurefunctions.authentication.failures", "{notification}", "Requests that were refused, by cause.");
        _turnedAway = meter.CreateCounter<long>(
            "failurefunctions.requests.turned_away", "{request}", "Requests refused before authentication, by problem.");
        _duration = meter.CreateHistogram(
            "failurefunctions.receive.duration", "s", "Duration of a request, by outcome.", advice: DurationBuckets.OfRequests);
    }

    /// <summary>Begins to measure a request; what is returned is ended with its result, or with what was thrown.</summary>
    public Measurement Begin() => new(this, _time.GetTimestamp(), _activities.Start(TelemetryNames.Receive));

    /// <summary>A request that was refused before authentication.</summary>
    public void TurnedAway(string problem)
    {
        _turnedAway.Add(1, new KeyValuePair<string, object?>("problem", problem));
        _refusals.Add(problem, count => Log.TurnedAway(_logger, count, problem));
    }

    /// <summary>A request whose signature cannot be checked now.</summary>
    public void KeyUnavailable(string reason) =>
        _refusals.Add(nameof(KeyUnavailable), count => Log.KeyUnavailable(_logger, count, reason));

    /// <summary>Counts a message that came back, repeated or not.</summary>
    public void Returned(BounceKind kind) => _returned.Add(1, new KeyValuePair<string, object?>("kind", kind switch
    {
        BounceKind.Failed => "failed",
        BounceKind.Delayed => Rejection.DelayedCause,
        BounceKind.AutoReply => Rejection.AutoReplyCause,
        BounceKind.Complaint => "complaint",
        _ => "unrecognised",
    }));

    /// <summary>The span of a step; null while nobody listens.</summary>
    public Activity? Step(string name) => _activities.Start(name);

    /// <summary>Describes the failure in the span of its request; called between steps.</summary>
    public void Describe(Failure failure) => _activities.Current?
        .SetTag(TelemetryNames.EventId, failure.EventId.Value)
        .SetTag(TelemetryNames.Severity, ClassificationNames.Of(failure.Classification.Severity))
        .SetTag(TelemetryNames.Reason, ClassificationNames.Of(failure.Classification.Reason))
        .SetTag(TelemetryNames.Advice, ClassificationNames.Of(failure.Classification.Advice))
        .SetTag(TelemetryNames.Rule, failure.Classification.Rule)
        .SetTag(TelemetryNames.RecipientDomain, MaskedAddress.DomainOf(failure.RecipientKey.Value));

    /// <summary>Logs a failure each time it is reported, and counts it unless it is known to be a duplicate.</summary>
    /// <returns>The result of its request.</returns>
    public ReceiveResult Recorded(Failure failure, RecordOutcome outcome)
    {
        var classification = failure.Classification;
        if (outcome is RecordOutcome.Recorded or RecordOutcome.Queued && failure.Kind is not FailureKind.Complaint)
            _failures.Add(
                1,
                new("severity", ClassificationNames.Of(classification.Severity)),
                new("reason", ClassificationNames.Of(classification.Reason)));
        if (_logger.IsEnabled(LogLevel.Information))
            Log.Received(
                _logger,
                failure.EventId.Value,
                MaskedAddress.Of(failure.RecipientKey.Value),
                MaskedAddress.DomainOf(failure.RecipientKey.Value),
                ClassificationNames.Of(classification.Severity),
                ClassificationNames.Of(classification.Reason),
                ClassificationNames.Of(classification.Advice),
                classification.Rule,
                outcome);
        return outcome == RecordOutcome.Unavailable
            ? new ReceiveResult.StorageUnavailable()
            : new ReceiveResult.Accepted(outcome, failure.EventId);
    }

    /// <summary>The measurement of one request.</summary>
    public readonly struct Measurement(ReceiveTelemetry telemetry, long start, Activity? span) : IDisposable
    {
        public ReceiveResult End(ReceiveResult result)
        {
            telemetry.Count(result.Name, start);
            span?.SetTag(TelemetryNames.Outcome, result.Name);
            telemetry.Report(result, span);
            return result;
        }

        public void End(Exception exception, CancellationToken cancellationToken)
        {
            // A client's own time-out is the same exception: the token says whether the request was cancelled.
            var outcome = exception is OperationCanceledException && cancellationToken.IsCancellationRequested ? "cancelled" : "error";
            telemetry.Count(outcome, start);
            span?.SetTag(TelemetryNames.Outcome, outcome)
                .SetTag(TelemetryNames.ErrorType, Fault.TypeOf(exception))
                .SetStatus(ActivityStatusCode.Error);
        }

        public void Dispose() => span?.Dispose();
    }

    private void Report(ReceiveResult result, Activity? span)
    {
        switch (result)
        {
            case ReceiveResult.Accepted accepted:
                span?.SetTag(TelemetryNames.EventId, accepted.EventId.Value);
                break;
            case ReceiveResult.Unauthenticated { Refusal: var refusal }:
                span?.SetTag(TelemetryNames.Cause, refusal.CauseName);
                _authenticationFailures.Add(1, new KeyValuePair<string, object?>("cause", refusal.CauseName));
                _refusals.Add(refusal.CauseName, count => Log.Refused(_logger, count, refusal.CauseName, refusal.Hint));
                break;
            case ReceiveResult.Rejected { Rejection.IsAcknowledged: false } rejected:
                Log.NotTaken(_logger, result.Name, string.Join("; ", rejected.Rejection.Errors.Select(error => $"{error.Field} {error.Message}")));
                break;
            case ReceiveResult.StorageUnavailable or ReceiveResult.KeyUnavailable:
                span?.SetStatus(ActivityStatusCode.Error);
                break;
        }
    }

    private void Count(string outcome, long start)
    {
        var tag = KeyValuePair.Create<string, object?>("outcome", outcome);
        _notifications.Add(1, tag);
        _duration.Record(_time.GetElapsedTime(start).TotalSeconds, tag);
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Error, "Answered 503, because a signing key is unavailable: {Count} request(s). {Reason}.")]
        public static partial void KeyUnavailable(ILogger logger, int count, string reason);

        // The domain is in the masked address too; here it is an attribute of its own, to count by.
        [LoggerMessage(110, LogLevel.Information, "Failure {FailureEventId} of {Recipient}: {Severity}, {Reason}, {Advice} (rule {Rule}, domain {RecipientDomain}): {Outcome}.")]
        public static partial void Received(
            ILogger logger,
            string failureEventId,
            string recipient,
            string? recipientDomain,
            string severity,
            string reason,
            string advice,
            string rule,
            RecordOutcome outcome);

        [LoggerMessage(111, LogLevel.Warning, "Refused as unauthenticated: {Count} request(s), cause {Cause}. {Hint}")]
        public static partial void Refused(ILogger logger, int count, string cause, string hint);

        [LoggerMessage(113, LogLevel.Warning, "Turned away: {Count} request(s), cause {Cause}.")]
        public static partial void TurnedAway(ILogger logger, int count, string cause);

        [LoggerMessage(112, LogLevel.Warning, "A notification was rejected, cause {Cause}: {Errors}.")]
        public static partial void NotTaken(ILogger logger, string cause, string errors);
    }
}
