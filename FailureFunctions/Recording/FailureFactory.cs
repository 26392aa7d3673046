using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Recording;

/// <summary>Makes a <see cref="Failure"/> of a notification: gives it its identity, its time and its classification.</summary>
internal sealed class FailureFactory(ReplyClassifier classifier, IOptions<CopernicaOptions> options, TimeProvider time)
{
    // There is no reply to classify. What follows is the policy's matter: docs/suppression.md.
    private static readonly ReplyClassification OfComplaint =
        new(Reason.Unknown, Severity.Unknown, Advice.SuppressNow, FailureKinds.ComplaintState, Confidence.High);

    private readonly TimeSpan _maxClockSkew = options.Value.MaxClockSkew;

    // calledAt is the signed Date of the call, null when it was not signed; receivedAt is null for now.
    public Failure Create(
        string account,
        FailureNotification notification,
        DateTimeOffset? calledAt,
        DateTimeOffset? receivedAt = null,
        NotificationType source = NotificationType.Failure,
        string? finalRecipient = null)
    {
        var received = receivedAt ?? time.GetUtcNow();
        var key = RecipientKey.Of(notification.Recipient);
        var kind = FailureKinds.Of(notification.Reply.State);
        return new Failure
        {
            EventId = EventId.Of(account, key, notification, source),
            RecipientKey = key,
            Recipient = notification.Recipient,
            Account = account,
            MessageId = notification.MessageId,
            Kind = kind,
            Source = source,
            FinalRecipient = finalRecipient is not null && RecipientKey.Of(finalRecipient) != key ? finalRecipient : null,
            ReportedAt = notification.ReportedAt,
            OccurredAt = MomentOf(notification, calledAt, received),
            ReceivedAt = received,
            ReportedTimestamp = notification.Timestamp,
            Action = notification.Action,
            Reply = notification.Reply,
            Classification = kind is FailureKind.Complaint ? OfComplaint : classifier.Classify(notification.Reply),
            Tags = notification.Tags,
            Profile = notification.Profile,
            Mailing = notification.Mailing,
            Extra = notification.Extra,
            Trace = TraceContexts.Current(),
        };
    }

    /// <summary>When it happened, as <see cref="Failure.OccurredAt"/>.</summary>
    public DateTimeOffset MomentOf(FailureNotification notification, DateTimeOffset? calledAt, DateTimeOffset received) =>
        Earlier(notification.ReportedAt, received + _maxClockSkew) ?? calledAt ?? received;

    private static DateTimeOffset? Earlier(DateTimeOffset? moment, DateTimeOffset limit) => moment > limit ? limit : moment;
}
