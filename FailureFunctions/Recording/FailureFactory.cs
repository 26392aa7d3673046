using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>Makes a <see cref="Failure"/> of what Copernica reported.</summary>
/// <param name="classifier">Decides what the reply means.</param>
/// <param name="time">Tells when it was received, unless that is known.</param>
internal sealed class FailureFactory(ReplyClassifier classifier, TimeProvider time)
{
    /// <summary>Makes the failure.</summary>
    /// <param name="account">The account that the notification comes from, normalised.</param>
    /// <param name="notification">What was reported.</param>
    /// <param name="calledAt">The signed Date of the call; null when there was none.</param>
    /// <param name="receivedAt">When it was received; null for now.</param>
    /// <returns>The failure, with its identity and its meaning.</returns>
    public Failure Create(
        string account, FailureNotification notification, DateTimeOffset? calledAt, DateTimeOffset? receivedAt = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var received = receivedAt ?? time.GetUtcNow();
        var key = RecipientKey.Of(notification.Recipient);
        return new Failure
        {
            EventId = EventId.Of(account, key, notification),
            RecipientKey = key,
            Recipient = notification.Recipient,
            Account = account,
            MessageId = notification.MessageId,
            Kind = KindOf(notification),
            ReportedAt = notification.ReportedAt,
            OccurredAt = notification.ReportedAt ?? calledAt ?? received,
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

    private static FailureKind KindOf(FailureNotification notification) => notification.IsAsynchronous switch
    {
        null => FailureKind.Unknown,
        true => FailureKind.Asynchronous,
        false => FailureKind.Synchronous,
    };
}
