namespace FailureFunctions.Classification;

/// <summary>What a row of a table leads to. Made once, so that deciding allocates nothing.</summary>
/// <param name="Cautious">
/// What it leads to when one reply is not enough to suppress an address: <see cref="Advice.SuppressNow"/> becomes a guess
/// that takes repetition.
/// </param>
internal sealed record Verdict(ReplyClassification Firm, ReplyClassification Cautious)
{
    public bool IsDeadMailbox => Firm.Reason is Reason.MailboxUnknown or Reason.MailboxDisabled;

    public bool BlamesSender => Firm.Reason is Reason.SenderRejected or Reason.AuthFailed or Reason.ReputationBlock;

    public static Verdict Of(Reason reason, string rule, Confidence confidence)
    {
        var firm = ReasonTable.Classification(reason, rule, confidence);
        return new Verdict(firm, firm.Advice is Advice.SuppressNow ? ReasonTable.Classification(reason, rule, Confidence.Low) : firm);
    }
}
