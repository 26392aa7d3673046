using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Suppression;

/// <summary>A failure with a given reply, and what it is evidence of.</summary>
internal static class ReplyEvidence
{
    private static readonly ReplyClassifier Classifier = new();

    public static Evidence Of(DeliveryReply reply, ReplyClassification classification) =>
        Evidence.Of(FailureWith(reply) with { Classification = classification });

    public static Failure FailureWith(DeliveryReply reply) => new()
    {
        EventId = Known.Id(1),
        RecipientKey = RecipientKey.Of("jan@example.nl"),
        Recipient = "jan@example.nl",
        Account = "account_1",
        MessageId = "1",
        Kind = FailureKind.Synchronous,
        ReportedAt = null,
        OccurredAt = Known.Start,
        ReceivedAt = Known.Start,
        Reply = reply,
        Classification = Classifier.Classify(reply),
    };
}
