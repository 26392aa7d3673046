namespace FailureFunctions.Observability;

/// <summary>The names under which telemetry is found. A contract with dashboards and alerts: docs/telemetry.md.</summary>
internal static class TelemetryNames
{
    /// <summary>The meter and the activity source.</summary>
    public const string Source = "FailureFunctions";

#pragma warning disable CS1591 // Each is described in docs/telemetry.md, once.
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
#pragma warning restore CS1591
}
