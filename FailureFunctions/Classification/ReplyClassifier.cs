using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Decides what a reply means. The order of decision, with the reasons for it, is in <c>docs/classification.md</c>.
/// </summary>
public sealed class ReplyClassifier
{
    private readonly ReplyClassification _undecided =
        ReasonTable.Classification(Reason.Unknown, "undecided", Confidence.Low);

    /// <summary>Classifies a reply. Any text, code and state gives a result; it never throws and always decides alike.</summary>
    /// <param name="reply">What is known of the failed delivery.</param>
    /// <returns>The classification, with <see cref="Reason.Unknown"/> at worst.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public ReplyClassification Classify(DeliveryReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (DeliveryStates.StageOf(reply.State) is Stage.Local)
            return DeliveryStates.Classify(reply.State) ?? _undecided;
        return FromEnhancedCode(reply) ?? FromReplyCode(reply) ?? DeliveryStates.Classify(reply.State) ?? _undecided;
    }

    private static ReplyClassification? FromEnhancedCode(DeliveryReply reply) =>
        reply.Extended is { } extended && !DerivedCodes.IsDerived(extended, reply.Code)
            ? EnhancedCodes.Find(extended)
            : null;

    private static ReplyClassification? FromReplyCode(DeliveryReply reply) =>
        reply.Code is { } code ? ReplyCodes.Find(code) : null;
}
