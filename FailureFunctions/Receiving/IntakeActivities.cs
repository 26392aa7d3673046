using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Recording;

namespace FailureFunctions.Receiving;

/// <summary>What the spans of a call tell: its outcome and what the failure is, never whose.</summary>
internal static class IntakeActivities
{
    /// <summary>Tells what came of the call.</summary>
    public static void SetResult(this Activity receive, IntakeResult result)
    {
        receive.SetTag(TelemetryNames.Outcome, IntakeResults.NameOf(result));
        switch (result)
        {
            case IntakeResult.Recorded recorded:
                receive.SetTag(TelemetryNames.EventId, recorded.EventId.Value);
                break;
            case IntakeResult.Duplicate duplicate:
                receive.SetTag(TelemetryNames.EventId, duplicate.EventId.Value);
                break;
            case IntakeResult.Queued queued:
                receive.SetTag(TelemetryNames.EventId, queued.EventId.Value);
                break;
            case IntakeResult.Unauthenticated refused:
                receive.SetTag(TelemetryNames.Cause, refused.Cause);
                break;
            case IntakeResult.StorageUnavailable or IntakeResult.KeyUnavailable:
                receive.SetStatus(ActivityStatusCode.Error);
                break;
        }
    }

    /// <summary>Tells that the call ended in an exception.</summary>
    public static void SetFault(this Activity receive, Exception exception, string outcome) => receive
        .SetTag(TelemetryNames.Outcome, outcome)
        .SetTag(TelemetryNames.ErrorType, Fault.TypeOf(exception))
        .SetStatus(ActivityStatusCode.Error);

    /// <summary>Tells what the failure is.</summary>
    public static void SetFailure(this Activity receive, Failure failure) => receive
        .SetTag(TelemetryNames.EventId, failure.EventId.Value)
        .SetTag(TelemetryNames.Severity, ClassificationNames.Of(failure.Classification.Severity))
        .SetTag(TelemetryNames.Reason, ClassificationNames.Of(failure.Classification.Reason))
        .SetTag(TelemetryNames.Advice, ClassificationNames.Of(failure.Classification.Advice))
        .SetTag(TelemetryNames.Rule, failure.Classification.Rule)
        .SetTag(TelemetryNames.RecipientDomain, ShownDomain.Of(failure.RecipientKey));
}
