namespace FailureFunctions.Classification;

/// <summary>What a row of a table leads to. Made once, so that deciding allocates nothing.</summary>
/// <param name="Firm">Where the reply stands by what it says.</param>
/// <param name="Cautious">
/// Where it does not: the code says "come back later", or there is no text to bear the code out. Then one reply is not
/// enough to suppress an address, and what would be <see cref="Advice.SuppressNow"/> takes repetition.
/// </param>
internal sealed record Verdict(ReplyClassification Firm, ReplyClassification Cautious)
{
    /// <summary>Whether the mailbox does not exist, or is closed.</summary>
    public bool IsDeadMailbox => Firm.Reason is Reason.MailboxUnknown or Reason.MailboxDisabled;

    /// <summary>Whether it is the sender's address, authentication or reputation that is at fault.</summary>
    public bool BlamesSender => Firm.Reason is Reason.SenderRejected or Reason.AuthFailed or Reason.ReputationBlock;

    /// <summary>Makes the verdict of a row.</summary>
    /// <param name="reason">The reason that the row gives.</param>
    /// <param name="rule">The name of the row.</param>
    /// <param name="confidence">How far the row can be trusted.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Of(Reason reason, string rule, Confidence confidence)
    {
        var firm = ReasonTable.Classification(reason, rule, confidence);
        var cautious = firm.Advice is Advice.SuppressNow ? ReasonTable.Classification(reason, rule, Confidence.Low) : firm;
        return new Verdict(firm, cautious);
    }
}
