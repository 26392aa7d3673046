using FailureFunctions.Classification;
using FailureFunctions.Smtp;
using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression.Simulation;

internal enum Fate
{
    /// <summary>Gets its mail, but for passing trouble.</summary>
    Valid,

    /// <summary>Does not exist from some day on, or from the beginning, and its server says so.</summary>
    Dead,

    /// <summary>The same, but the server refuses it without saying why, or the domain is gone.</summary>
    DeadWithoutVerdict,

    /// <summary>Disabled for five months.</summary>
    Disabled,
}

internal enum Answer
{
    Accepted,
    UserUnknown,
    Refused,
    DomainGone,
    Disabled,
    Full,
    Throttled,
    Spam,
}

/// <summary>One address of the year, and how its server answers.</summary>
internal sealed class SimulatedAddress
{
    private static readonly ReplyClassifier Classifier = new();

    private static readonly Dictionary<Answer, Evidence> Replies = new()
    {
        [Answer.UserUnknown] = EvidenceOf("rcptto", "550", "5.1.1", "550-5.1.1 The email account that you tried to reach does not exist"),
        [Answer.Refused] = EvidenceOf("rcptto", "550", null, null),
        [Answer.DomainGone] = EvidenceOf("dns", null, null, null),
        [Answer.Disabled] = EvidenceOf("rcptto", "550", "5.2.1", "550-5.2.1 The email account that you tried to reach is disabled"),
        [Answer.Full] = EvidenceOf("rcptto", "452", "4.2.2", "452-4.2.2 The email account that you tried to reach is over quota"),
        [Answer.Throttled] = EvidenceOf("rcptto", "450", "4.2.1", "450-4.2.1 The user you are trying to contact is receiving mail too quickly"),
        [Answer.Spam] = EvidenceOf("data", "554", "5.7.1", "554 5.7.1 Message rejected as spam"),
    };

    public required int Index { get; init; }

    public required string Domain { get; init; }

    public required Fate Fate { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>From when it is dead or disabled, or its mailbox full; never for most.</summary>
    public DateTimeOffset TroubleAt { get; init; } = DateTimeOffset.MaxValue;

    public bool IsDead => Fate is Fate.Dead or Fate.DeadWithoutVerdict;

    public static Evidence EvidenceOf(Answer answer, DateTimeOffset at, UInt128 id) => Replies[answer] with { OccurredAt = at, EventId = Known.Id(id) };

    public bool IsDeadAt(DateTimeOffset at) => IsDead && at >= TroubleAt;

    public Answer AnswerAt(DateTimeOffset at, Random random) => Fate switch
    {
        Fate.Dead when at >= TroubleAt => Answer.UserUnknown,
        Fate.DeadWithoutVerdict when at >= TroubleAt => Index % 2 == 0 ? Answer.Refused : Answer.DomainGone,
        Fate.Disabled when at >= TroubleAt && at < TroubleAt.AddDays(150) => Answer.Disabled,
        Fate.Valid when at >= TroubleAt && at < TroubleAt.AddDays(10) => Answer.Full,
        _ => random.Next(1_000) switch
        {
            < 8 => Answer.Throttled,
            < 12 => Answer.Spam,
            // A mailbox that was full is in no other trouble.
            12 when TroubleAt == DateTimeOffset.MaxValue => Answer.Refused,
            _ => Answer.Accepted,
        },
    };

    private static Evidence EvidenceOf(string state, string? code, string? extended, string? text)
    {
        var reply = new DeliveryReply
        {
            State = state,
            Code = ReplyCode.TryParse(code, out var parsed) ? parsed : null,
            Extended = EnhancedStatusCode.TryParse(extended, out var enhanced) ? enhanced : null,
            Description = text,
        };
        return ReplyEvidence.Of(reply, Classifier.Classify(reply));
    }
}
