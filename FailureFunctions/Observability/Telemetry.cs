using System.Diagnostics.Metrics;

namespace FailureFunctions.Observability;

/// <summary>The names under which telemetry is found. A contract with dashboards and alerts: docs/telemetry.md.</summary>
internal static class TelemetryNames
{
    // The meter and the activity source.
    public const string Source = "FailureFunctions";

    public const string Receive = "receive";
    public const string Authenticate = "authenticate";
    public const string Read = "read";
    public const string Classify = "classify";
    public const string Record = "record";

    public const string Outcome = "failurefunctions.outcome";
    public const string Cause = "failurefunctions.authentication.cause";
    public const string EventId = "failurefunctions.event.id";
    public const string Severity = "failurefunctions.severity";
    public const string Reason = "failurefunctions.reason";
    public const string Advice = "failurefunctions.advice";
    public const string Rule = "failurefunctions.rule";
    public const string RecipientDomain = "failurefunctions.recipient.domain";
    public const string ErrorType = "error.type";
}

/// <summary>Upper bounds of the buckets of histograms, in seconds.</summary>
internal static class DurationBuckets
{
    /// <summary>
    /// For a request and its parts: those of OpenTelemetry's <c>http.server.request.duration</c> (semantic conventions,
    /// "HTTP metrics"), and 1 ms for a table nearby.
    /// </summary>
    public static readonly InstrumentAdvice<double> OfRequests = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    /// <summary>For a run of the drain, which lasts about a minute at most.</summary>
    public static readonly InstrumentAdvice<double> OfRuns = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 40, 50, 60, 90],
    };
}
