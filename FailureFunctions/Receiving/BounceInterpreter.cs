using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Bounces;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Receiving;

/// <summary>What a notification says by itself.</summary>
/// <param name="Failure">What is to be recorded.</param>
/// <param name="Rejection">Why nothing is.</param>
/// <param name="Redacted">A complaint whose recipient the index may know; else the rejection holds.</param>
internal readonly record struct Interpretation(
    Failure? Failure = null, Rejection? Rejection = null, RedactedComplaint? Redacted = null, FailureNotification? Delivered = null);

/// <summary>Decides what becomes of a message that came back: a failure, a complaint, or nothing that is recorded. docs/bounces.md.</summary>
internal sealed class BounceInterpreter(FailureFactory failures, ReceiveTelemetry telemetry, IOptions<CopernicaOptions> options)
{
    public Interpretation Interpret(AuthenticNotification notification, ReadResult.Returned returned)
    {
        BounceReading reading;
        using (telemetry.Step(TelemetryNames.Read))
            reading = BounceReader.Read(returned.Mime, isComplaint: returned.Type is NotificationType.Abuse);
        var recipient = RecipientOf(returned.Notification, reading);
        var kind = reading.Kind is BounceKind.Failed && recipient is not null ? recipient.Kind : reading.Kind;
        telemetry.Returned(kind);
        return kind switch
        {
            BounceKind.Failed => new Interpretation(Failure: Failed(notification, returned, recipient)),
            BounceKind.Complaint => Complaint(notification, returned, recipient, reading),
            BounceKind.Delayed => Kept(Rejection.DelayedCause, "says that a server keeps trying", returned, options.Value.KeepNotices),
            BounceKind.AutoReply => Kept(Rejection.AutoReplyCause, "was sent by a program that answers mail", returned, options.Value.KeepNotices),
            _ => Kept(Rejection.UnrecognisedBounceCause, "is neither a bounce nor an automatic reply that is known", returned),
        };
    }

    // Of several recipients the webhook's own, as it ended; mail that was forwarded failed at another address, and stands first.
    private static ReportedRecipient? RecipientOf(FailureNotification notification, BounceReading reading)
    {
        var own = RecipientKey.Of(notification.Recipient);
        var its = reading.Recipients.Where(one => IsOwn(one.Original) || IsOwn(one.Final)).ToArray();
        return its.FirstOrDefault(one => one.Kind is BounceKind.Failed) ?? its.FirstOrDefault()
            ?? reading.Recipients.FirstOrDefault(one => one.Kind is BounceKind.Failed)
            ?? (reading.Recipients.Count > 0 ? reading.Recipients[0] : null);

        bool IsOwn(string? address) => address is not null && RecipientKey.Of(address) == own;
    }

    private Failure Failed(AuthenticNotification notification, ReadResult.Returned returned, ReportedRecipient? recipient)
    {
        var reported = returned.Notification with
        {
            Reply = new DeliveryReply { State = "bounce", Code = recipient?.Code, Extended = recipient?.Status, Description = recipient?.Text },
        };
        using (telemetry.Step(TelemetryNames.Classify))
            return Create(notification, reported, NotificationType.Bounce, recipient?.Final);
    }

    private Interpretation Complaint(
        AuthenticNotification notification, ReadResult.Returned returned, ReportedRecipient? recipient, BounceReading reading)
    {
        var reported = returned.Notification;
        // Whoever can write to the envelope address must not speak for others.
        if (reported.Recipient.Length > 0 && recipient?.Original is { } other && RecipientKey.Of(other) != RecipientKey.Of(reported.Recipient))
            return Kept(Rejection.UnattributedComplaintCause, "is about another recipient than the webhook's", returned);
        if (reported.Recipient.Length == 0)
            reported = reported with { Recipient = FailureNotification.RecipientOf(recipient?.Original ?? "") };
        reported = reported with
        {
            ReportedAt = reported.ReportedAt ?? ReportedTime.Usable(reading.Date),
            Reply = new DeliveryReply { State = FailureKinds.ComplaintState, Description = reading.FeedbackType },
        };
        if (reported.Recipient.Length > 0)
            return new Interpretation(Failure: Of(reported.Recipient));
        string?[] ids = [reported.MessageId, reading.OriginalId, reading.OriginalId?.Split('@')[0]];
        return Kept(Rejection.UnattributedComplaintCause, "does not say who complains", returned) with
        {
            Redacted = new RedactedComplaint(notification.Account, [.. ids.OfType<string>()], Of),
        };

        Failure Of(string address) => Create(notification, reported with { Recipient = address }, NotificationType.Abuse, finalRecipient: null);
    }

    private Failure Create(AuthenticNotification notification, FailureNotification reported, NotificationType source, string? finalRecipient) =>
        failures.Create(notification.Account, reported, notification.CalledAt, notification.ReceivedAt, source, finalRecipient);

    private static Interpretation Kept(string cause, string error, ReadResult.Returned returned, bool isKept = true) => new(
        Rejection: new Rejection(cause, [new FieldError("mime", error)]) { Excerpt = isKept ? BounceExcerpt.Of(returned) : [], IsKept = isKept });
}
