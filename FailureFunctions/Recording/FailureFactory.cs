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
    private readonly TimeSpan _maxClockSkew = options.Value.MaxClockSkew;

    // calledAt is the signed Date of the call, null when it was not signed; receivedAt is null for now.
    public Failure Create(
        string account, FailureNotification notification, DateTimeOffset? calledAt, DateTimeOffset? receivedAt = null)
    {
        var received = receivedAt ?? time.GetUtcNow();
        var key = RecipientKey.Of(notification.Recipient);
        return new Failure
        {
            EventId = EventId.Of(account, key, notification),
            RecipientKey = key,
            Recipient = notification.Recipient,
            Account = account,
            MessageId = notification.MessageId,
            Kind = FailureKinds.Of(notification.Reply.State),
            ReportedAt = notification.ReportedAt,
            OccurredAt = Earlier(notification.ReportedAt, received + _maxClockSkew) ?? calledAt ?? received,
            ReceivedAt = received,
            ReportedTimestamp = notification.Timestamp,
            Action = notification.Action,
            Reply = notification.Reply,
            Classification = classifier.Classify(notification.Reply),
            Tags = notification.Tags,
            Profile = notification.Profile,
            Mailing = notification.Mailing,
            Extra = notification.Extra,
            Trace = TraceContexts.Current(),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? moment, DateTimeOffset limit) => moment > limit ? limit : moment;
}
