using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>Decides what a reply means.</summary>
public sealed class ReplyClassifier
{
    private readonly ReplyClassification _undecided =
        new(Reason.Unknown, Severity.Unknown, Advice.SuppressIfRepeated, "undecided", Confidence.Low);

    /// <summary>Classifies a reply. Any text, code and state gives a result; it never throws and always decides alike.</summary>
    /// <param name="reply">What is known of the failed delivery.</param>
    /// <returns>The classification, with <see cref="Reason.Unknown"/> at worst.</returns>
    public ReplyClassification Classify(DeliveryReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return _undecided;
    }
}
