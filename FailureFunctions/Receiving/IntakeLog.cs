using FailureFunctions.Classification;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>What the intake logs: event ids and masked addresses, never bodies, keys or signatures.</summary>
internal static partial class IntakeLog
{
    public static void Received(ILogger logger, Failure failure, RecordOutcome outcome)
    {
        if (logger.IsEnabled(LogLevel.Information))
            Received(
                logger,
                failure.EventId.Value,
                MaskedAddress.Of(failure.RecipientKey),
                ShownDomain.Of(failure.RecipientKey),
                ClassificationNames.Of(failure.Classification.Severity),
                ClassificationNames.Of(failure.Classification.Reason),
                ClassificationNames.Of(failure.Classification.Advice),
                failure.Classification.Rule,
                outcome);
    }

    public static void Write(ILogger logger, IntakeResult result)
    {
        switch (result)
        {
            case IntakeResult.Unauthenticated refused:
                Refused(logger, refused.Cause, refused.Hint);
                break;
            case IntakeResult.Unreadable unreadable:
                NotTaken(logger, "unreadable", string.Join("; ", unreadable.Errors.Select(e => $"{e.Field} {e.Message}")));
                break;
            case IntakeResult.OtherType:
                NotTaken(logger, "other-type", "the webhook of another kind of event points here");
                break;
            case IntakeResult.UnsupportedMediaType:
                NotTaken(logger, "unsupported-media-type", "neither form nor JSON");
                break;
        }
    }

    // The domain stands in the masked address too; here it is an attribute of its own, to count by.
    [LoggerMessage(10, LogLevel.Information, "Failure {FailureEventId} of {Recipient}: {Severity}, {Reason}, {Advice} (rule {Rule}, domain {RecipientDomain}): {Outcome}.")]
    private static partial void Received(
        ILogger logger,
        string failureEventId,
        string recipient,
        string? recipientDomain,
        string severity,
        string reason,
        string advice,
        string rule,
        RecordOutcome outcome);

    [LoggerMessage(11, LogLevel.Warning, "A call was refused as unauthenticated, cause {Cause}. {Hint}")]
    private static partial void Refused(ILogger logger, string cause, string hint);

    [LoggerMessage(12, LogLevel.Warning, "A notification was not taken, cause {Cause}: {Errors}.")]
    private static partial void NotTaken(ILogger logger, string cause, string errors);

    [LoggerMessage(13, LogLevel.Error, "A rejected notification (cause {Cause}) could not be kept; it is not acknowledged. {Fault}")]
    public static partial void NotKept(ILogger logger, string cause, string fault);

    [LoggerMessage(14, LogLevel.Error, "A signing key cannot be had, and the call was put off: {Reason}.")]
    public static partial void KeyUnavailable(ILogger logger, string reason);
}
