using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>The failures that scenarios are about.</summary>
internal static class ScenarioFailures
{
    /// <summary>When they are reported to have occurred: by the clock that stands still, now.</summary>
    private static readonly DateTimeOffset Reported = DateTimeOffset.UnixEpoch.AddSeconds(1);

    /// <summary>A failure whose id consists of one digit; a bounce of the same message, or not.</summary>
    public static Failure Of(char digit, bool isBounce = false, NotificationType source = NotificationType.Failure)
    {
        var id = EventId.TryParse(new string(digit, EventId.Length), out var parsed) ? parsed : throw new ArgumentException("No digit.", nameof(digit));
        return new Failure
        {
            EventId = id,
            RecipientKey = RecipientKey.Of("x@example.nl"),
            Recipient = "x@example.nl",
            Account = "account_1",
            MessageId = "m",
            Kind = isBounce ? FailureKind.Asynchronous : FailureKind.Synchronous,
            Source = source,
            ReportedAt = Reported,
            OccurredAt = Reported,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Reply = new DeliveryReply(),
            Classification = new ReplyClassification(Reason.Unknown, Severity.Unknown, Advice.Never, "none", Confidence.Low),
        };
    }
}
