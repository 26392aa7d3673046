using FailureFunctions.Classification;
using FailureFunctions.Recording;

namespace FailureFunctions.Suppression;

/// <summary>
/// One failure, complaint or delivery of a recipient, as far as the policy needs it. It holds what the reply means, not what follows from
/// it: settings may change.
/// </summary>
internal readonly record struct Evidence
{
    public required EventId EventId { get; init; }

    /// <summary>When it happened, as in the row; may be later than now by the allowed clock skew.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    public EvidenceKind Kind { get; init; }

    public Reason Reason { get; init; }

    public Advice Advice { get; init; }

    /// <summary>Whether a 5xx answered RCPT TO. Only then does an unknown reason say anything about the address.</summary>
    public bool RefusedAtRecipient { get; init; }

    /// <summary>What the policy makes of it.</summary>
    public EvidenceWeight Weight => this switch
    {
        { Kind: EvidenceKind.Complaint } => EvidenceWeight.Complaint,
        { Kind: EvidenceKind.Delivery } => EvidenceWeight.Delivery,
        { Advice: Advice.SuppressNow, Reason: Reason.MailboxDisabled } => EvidenceWeight.Disabled,
        { Advice: Advice.SuppressNow } => EvidenceWeight.Dead,
        { Advice: Advice.SuppressIfRepeated, Reason: Reason.Unknown, RefusedAtRecipient: false } => EvidenceWeight.None,
        { Advice: Advice.SuppressIfRepeated } => EvidenceWeight.Strike,
        _ => EvidenceWeight.None,
    };

    /// <summary>Whether it says something against the address.</summary>
    public bool SpeaksAgainst => Weight is not (EvidenceWeight.None or EvidenceWeight.Delivery);

    public static Evidence Of(Failure failure) => new()
    {
        EventId = failure.EventId,
        OccurredAt = failure.OccurredAt,
        Kind = failure.Kind is FailureKind.Complaint ? EvidenceKind.Complaint : EvidenceKind.Failure,
        Reason = failure.Classification.Reason,
        Advice = failure.Classification.Advice,
        RefusedAtRecipient = DeliveryStates.StageOf(failure.Reply.State) is Stage.Recipient
            && (failure.Reply.Code?.Class ?? failure.Reply.Extended?.Class) is 5,
    };

    /// <summary>
    /// All evidence there is. A row that is still there counts as it is now, since its reply may have been classified again. If
    /// it was removed, and recorded again by a repeat, it counts from the earlier time.
    /// </summary>
    public static List<Evidence> Union(IReadOnlyCollection<Evidence> rows, IEnumerable<Evidence> kept)
    {
        var all = new List<Evidence>(rows);
        foreach (var one in kept)
        {
            var known = all.FindIndex(other => other.EventId == one.EventId);
            if (known < 0)
                all.Add(one);
            else if (one.OccurredAt < all[known].OccurredAt)
                all[known] = all[known] with { OccurredAt = one.OccurredAt };
        }
        return all;
    }
}

internal enum EvidenceKind
{
    Failure,

    /// <summary>The recipient reported a message as spam.</summary>
    Complaint,

    /// <summary>A message was delivered.</summary>
    Delivery,
}

internal enum EvidenceWeight
{
    /// <summary>It says nothing about the address.</summary>
    None,

    /// <summary>It speaks for the address: probations and strikes that began before it are over.</summary>
    Delivery,

    /// <summary>Counts if there are more like it.</summary>
    Strike,

    /// <summary>The mailbox is disabled; that may end.</summary>
    Disabled,

    /// <summary>The address does not exist, if that is confirmed.</summary>
    Dead,

    Complaint,
}
